package dev.opendollr.cli;

import static java.util.stream.Collectors.toList;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in one sentence for the user who typed it.
final class Complaint {
    private static final int SUGGESTIONS_MAX = 3;
    /// One of so many letters may be wrong.
    private static final int LETTERS_PER_MISTAKE = 2;
    private static final int COMPARED_LENGTH_MAX = 40;

    private static final Pattern PLACE = Pattern.compile("positional parameter at index \\S+ \\((\\w+)\\)");
    private static final Pattern HEADING = Pattern.compile("^Error: ");
    private static final Pattern VALUE = Pattern.compile("=.*", Pattern.DOTALL);
    private static final String NO_COMMAND = "Missing required subcommand";

    private Complaint() {}

    /// Names options through `asGiven`, which names the variable of an option that was not typed.
    static String of(ParameterException refused, UnaryOperator<String> asGiven) {
        var command = refused.getCommandLine();
        // A required option that is missing may be there under a wrong name.
        var unknown = refused instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched()
                : command.getUnmatchedArguments();
        if (!unknown.isEmpty()) {
            return unmatched(command, unknown.getFirst());
        }
        var sentence = String.valueOf(refused.getMessage()).strip();
        if (sentence.equals(NO_COMMAND)) {
            return "say what to do: "
                    + String.join(", ", command.getSubcommands().keySet());
        }
        sentence = HEADING.matcher(sentence).replaceAll("");
        return asGiven.apply(PLACE.matcher(sentence).replaceAll(place -> Matcher.quoteReplacement(place.group(1))));
    }

    private static String unmatched(CommandLine command, String typed) {
        var spec = command.getCommandSpec();
        boolean isOption = typed.startsWith("-");
        var word = isOption ? VALUE.matcher(typed).replaceAll("") : typed;
        var known = isOption ? options(spec) : command.getSubcommands().keySet().stream();
        var kind = isOption ? "option" : command.getSubcommands().isEmpty() ? "argument" : "command";
        return "unknown " + kind + " '" + word + "'" + alternatives(word, known);
    }

    private static Stream<String> options(CommandSpec spec) {
        return spec.options().stream().flatMap(option -> Arrays.stream(option.names()));
    }

    private static String alternatives(String word, Stream<String> known) {
        if (word.length() > COMPARED_LENGTH_MAX) {
            return "";
        }
        var byMistakes = known.collect(Collectors.groupingBy(name -> mistakes(word, name), TreeMap::new, toList()));
        var nearest = byMistakes.firstEntry();
        return nearest == null || nearest.getKey() > word.length() / LETTERS_PER_MISTAKE
                ? ""
                : nearest.getValue().stream()
                        .limit(SUGGESTIONS_MAX)
                        .collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    /// How many letters must be inserted, removed or changed to turn one word into the other.
    private static int mistakes(String one, String other) {
        var before = new int[other.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            var now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
