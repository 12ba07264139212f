package dev.opendollr.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The tables of `docs/money.md`.
public final class MoneyDocument {
    private static final Path FILE = Path.of("docs/money.md");

    private MoneyDocument() {}

    /// The rows of the table whose header begins with `firstColumns`, cell by cell.
    public static List<List<String>> table(String... firstColumns) {
        var start = "| " + String.join(" | ", firstColumns) + " |";
        return lines().stream()
                .dropWhile(line -> !line.startsWith(start))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(MoneyDocument::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
