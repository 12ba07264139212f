package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuiltProgramTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Otherwise starts would be slow again, and nobody would notice.
    @Test
    void its_classes_come_from_the_archive() throws IOException, InterruptedException {
        var loaded = Scratch.file("loaded", ".txt");
        var command = new ArrayList<>(List.of(BuiltProgram.java(), "-Xlog:class+load:file=" + loaded));
        command.addAll(BuiltProgram.words());
        command.add("--version");
        var said = Program.run(Path.of("").toAbsolutePath(), Map.of(), PATIENCE, command)
                .printed();
        assertThat(said.lines()).singleElement().asString().startsWith("opendollr");
        assertThat(Files.readAllLines(loaded))
                .anyMatch(line -> line.contains("dev.opendollr.cli.Main source: shared objects file"));
    }
}
