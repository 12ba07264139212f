package dev.opendollr.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds new files in a folder.
final class FolderWatch {
    /// Names of files that no single test makes: they come from the build, JUnit, or the base of all tests.
    private static final Pattern OF_NO_TEST =
            Pattern.compile("surefire.*|(test-)?classes|generated-.*|maven-.*|lib|build\\.log|opendollr.*|fast|deep"
                    + "|postgres|(scratch|failed|program|test-postgres)-[0-9]+|(scratch|test)-[0-9]+\\.(lock|log)");

    private final Path folder;
    private final Set<String> known;

    FolderWatch(Path folder) {
        this.folder = folder;
        known = new TreeSet<>(list());
    }

    /// Fails if there are files that were not there before. Each file causes one failure only.
    void check(String who) {
        var fresh = new TreeSet<>(list());
        fresh.removeAll(known);
        fresh.removeIf(name -> OF_NO_TEST.matcher(name).matches());
        if (known.addAll(fresh)) {
            throw new AssertionError(who + ", or another class that ran meanwhile, has left " + fresh + " in " + folder
                    + ": make it in Scratch, and it will be taken away");
        }
    }

    private Set<String> list() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
