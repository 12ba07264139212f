package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void in_a_checkout_that_was_moved_the_link_to_the_programs_of_postgresql_is_made_anew() throws IOException {
        var data = Scratch.data("moved");
        Path link;
        try (var files = Files.list(data.resolve("postgres"))) {
            link = files.filter(Files::isSymbolicLink).findFirst().orElseThrow();
        }
        var programs = Files.readSymbolicLink(link);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("/where/the/checkout/was"));
        Scratch.POSTGRES.offerTo(DataFolder.at(data));
        assertThat(Files.readSymbolicLink(link)).isEqualTo(programs);
    }
}
