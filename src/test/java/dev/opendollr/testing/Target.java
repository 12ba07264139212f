package dev.opendollr.testing;

import java.nio.file.Path;

/// Where tests may write: the folder of the build.
public final class Target {
    static final Path FOLDER = Path.of("target");

    /// Of the processes that run tests side by side, each has a number. It stands in the name of all that is its own.
    private static final String PROCESS = System.getProperty("test.process", "1");

    private Target() {}

    /// A file or a folder of this process alone, which outlives a test.
    static Path own(String name, String ending) {
        return FOLDER.resolve(name + "-" + PROCESS + ending);
    }
}
