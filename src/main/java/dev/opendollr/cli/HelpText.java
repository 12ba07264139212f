package dev.opendollr.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;

/// Breaks the lines of help between words only. picocli would break inside them too, after the `.` of `./data`.
final class HelpText {
    private static final int COLUMNS_MAX = 100;
    /// Names on the left, what they mean on the right.
    private static final Pattern TWO_COLUMNS = Pattern.compile("(\\s+\\S.*?\\s{2,}|\\s{2,}|Usage: )\\S.*");

    /// The width that picocli may use, wide enough for its longest line.
    static final int UNBROKEN = 2_000;

    private HelpText() {}

    /// Lets `line` and its commands show their help this way.
    static void wrap(CommandLine line) {
        var sections = line.getHelpSectionMap();
        sections.replaceAll((_, section) -> help -> wrapped(section.render(help)));
        sections.remove(SECTION_KEY_SYNOPSIS_HEADING);
        sections.put(
                SECTION_KEY_SYNOPSIS,
                help -> wrapped(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength())));
        var _ = line.setHelpSectionMap(sections);
    }

    /// Further lines begin below the text of the first one.
    static String wrapped(String help) {
        if (help.isEmpty()) {
            return "";
        }
        return help.lines()
                .flatMap(line -> broken(line).stream())
                .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }

    private static List<String> broken(String line) {
        var lines = new ArrayList<String>();
        var indent = " ".repeat(indent(line));
        var rest = line.stripTrailing();
        while (rest.length() > COLUMNS_MAX) {
            int space = rest.lastIndexOf(' ', COLUMNS_MAX);
            if (space <= indent.length()) {
                break;
            }
            lines.add(rest.substring(0, space).stripTrailing());
            rest = indent + rest.substring(space + 1);
        }
        lines.add(rest);
        return lines;
    }

    private static int indent(String line) {
        var columns = TWO_COLUMNS.matcher(line);
        return columns.matches() ? columns.end(1) : 0;
    }
}
