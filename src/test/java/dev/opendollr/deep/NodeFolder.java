package dev.opendollr.deep;

import dev.opendollr.testing.Program;
import dev.opendollr.testing.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A folder with the Node packages that `src/test/node` pins, and with our programs for them.
final class NodeFolder {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;

    private NodeFolder(Path folder) {
        this.folder = folder;
    }

    /// Installs exactly what the lock file says, into a folder of this test.
    static NodeFolder install(String name) throws IOException, InterruptedException {
        var folder = Scratch.folder(name).toAbsolutePath();
        try (var files = Files.list(SOURCES)) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var node = new NodeFolder(folder);
        var _ = Program.run(
                        folder, Map.of(), PATIENCE, List.of(Program.NPM.path().toString(), "ci", "--ignore-scripts"))
                .printed();
        return node;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /// Runs a program of a package.
    Program.Ended run(String binary, String... words) throws IOException, InterruptedException {
        return node(
                Map.of(), folder.resolve("node_modules/.bin").resolve(binary).toString(), words);
    }

    /// Runs one of our programs, or a compiled one.
    Program.Ended node(Map<String, String> environment, String script, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Program.NODE.path().toString(), script));
        command.addAll(List.of(words));
        return Program.run(folder, environment, PATIENCE, command);
    }
}
