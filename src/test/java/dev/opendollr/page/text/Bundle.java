package dev.opendollr.page.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One file of texts as a translator sees it: each text by its key, in order, with the comment above it.
record Bundle(String name, Map<String, Entry> entries, List<String> complaints) {
    private static final Path FOLDER = Path.of("src/main/resources/page");
    private static final Pattern ENTRY = Pattern.compile("([a-z0-9_]+(?:\\.[a-z0-9_]+)+)=(\\S.*)");

    record Entry(String comment, String text) {}

    static Bundle of(String set, Language language) {
        var name = set + "_" + language.code() + ".properties";
        List<String> complaints = new ArrayList<>();
        Map<String, Entry> entries = new LinkedHashMap<>();
        var comment = "";
        for (var line : lines(FOLDER.resolve(name))) {
            var entry = ENTRY.matcher(line);
            if (line.startsWith("# ")) {
                comment = line.substring(2);
            } else if (line.isEmpty()) {
                comment = "";
            } else if (!entry.matches()) {
                complaints.add(name + ": neither a comment nor a text: " + line);
            } else if (entries.put(entry.group(1), new Entry(comment, entry.group(2))) != null) {
                complaints.add(name + ": twice: " + entry.group(1));
            } else {
                comment = "";
            }
        }
        return new Bundle(name, entries, complaints);
    }

    /// The names of all sets.
    static List<String> sets() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_en.properties"))
                    .map(name -> name.substring(0, name.indexOf('_')))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
