package dev.opendollr.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Breaks the lines of help between words only. picocli would break inside them too, after the `.` of `./data`.
final class HelpText {
    private static final int COLUMNS_MAX = 100;
    /// Names on the left, what they mean on the right.
    private static final Pattern TWO_COLUMNS = Pattern.compile("(\\s+\\S.*?\\s{2,}|\\s{2,}|Usage: )\\S.*");

    private HelpText() {}

    /// Further lines begin below the text of the first one.
    static String wrapped(String help) {
        return help.lines()
                .flatMap(line -> broken(line).stream())
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
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
