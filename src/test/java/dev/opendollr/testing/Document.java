package dev.opendollr.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A document that tests compare with the program.
public enum Document {
    ARCHITECTURE("ARCHITECTURE.md"),
    DECISIONS("docs/decisions/README.md"),
    MONEY("docs/money.md"),
    README("README.md"),
    REFERENCE("docs/reference.md");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /// The bar between two cells. A bar inside a cell has a backslash before it.
    private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");

    private final Path file;

    Document(String file) {
        this.file = Path.of(file);
    }

    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The rows of the table whose header begins with `firstColumns`, cell by cell.
    public List<List<String>> table(String... firstColumns) {
        var start = "| " + String.join(" | ", firstColumns) + " |";
        return text().lines()
                .dropWhile(line -> !line.startsWith(start))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Document::cells)
                .toList();
    }

    /// The texts between backticks in `text`.
    public static List<String> code(String text) {
        return CODE.matcher(text)
                .results()
                .map(found -> found.group(1).replace("\\|", "|"))
                .toList();
    }

    /// Every match of `pattern` in the document.
    public List<MatchResult> find(Pattern pattern) {
        return pattern.matcher(text()).results().toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(BETWEEN_CELLS.split(line.substring(1), -1))
                .map(String::strip)
                .toList();
    }
}
