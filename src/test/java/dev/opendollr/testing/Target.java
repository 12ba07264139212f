package dev.opendollr.testing;

import java.nio.file.Path;

/// The folder of the build, the only one to which tests may write.
public final class Target {
    static final Path FOLDER = Path.of("target");

    /// The number of this process among those that run tests side by side. The names of its own files contain
    /// it.
    private static final String PROCESS = System.getProperty("test.process", "1");

    private Target() {}

    /// A file or a folder that only this process uses, and that is kept after a test.
    static Path own(String name, String ending) {
        return FOLDER.resolve(name + "-" + PROCESS + ending);
    }
}
