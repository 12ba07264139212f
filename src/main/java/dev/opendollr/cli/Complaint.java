package dev.opendollr.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in one sentence for whoever typed it.
final class Complaint {
    private static final int SUGGESTIONS_MAX = 3;
    private static final Pattern PLACE = Pattern.compile("positional parameter at index \\S+ \\((\\w+)\\)");
    private static final Pattern UNMATCHED = Pattern.compile("Unmatched arguments? (?:from|at) index \\d+");
    private static final Pattern HEADING = Pattern.compile("^Error: ");

    private Complaint() {}

    static String of(ParameterException refused) {
        var sentence = String.valueOf(refused.getMessage()).strip();
        sentence = HEADING.matcher(sentence).replaceAll("");
        sentence = UNMATCHED.matcher(sentence).replaceAll("Unknown argument");
        sentence = PLACE.matcher(sentence).replaceAll(place -> Matcher.quoteReplacement(place.group(1)));
        return refused instanceof UnmatchedArgumentException unmatched
                ? sentence + alternatives(unmatched.getSuggestions())
                : sentence;
    }

    private static String alternatives(List<String> names) {
        return names.isEmpty()
                ? ""
                : names.stream()
                        .limit(SUGGESTIONS_MAX)
                        .collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }
}
