package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A slip in `--data` makes no database: what asks, or changes what is there, needs one that is there.
class NoDatabaseTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant list",
                "merchant show --merchant 1",
                "merchant update --merchant 1 --name x",
                "merchant verify --merchant 1",
                "credential create --merchant 1",
                "credential list --merchant 1",
                "credential revoke --client-id odc_x",
                "fees list",
                "fees list-floors",
                "fees assign --merchant 1 --tier STANDARD",
                "rates list",
                "wallet list --merchant 1",
                "wallet status --merchant 1 --wallet 1 --status FROZEN",
                "execution list --open",
                "execution show 3e9c1c9e-9a0f-4a6c-8ad7-0d5f2c3b1a00",
                "execution settle --merchant 1 --reference 3e9c1c9e-9a0f-4a6c-8ad7-0d5f2c3b1a00 --outcome failed"
                        + " --reason x",
                "sandbox seed",
                "sandbox clock",
                "sandbox clock --forward 366d",
                "sandbox fund --merchant 1 --amount 5",
                "verify"
            })
    void it_is_refused_and_the_folder_stays_as_it_was(String command) throws IOException {
        var absent = folder.resolve("absent");
        assertRefused(command, absent);
        assertThat(absent).doesNotExist();

        var other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("notes.txt"), "mine");
        assertRefused(command, other);
        try (var files = Files.list(other)) {
            assertThat(files).containsExactly(other.resolve("notes.txt"));
        }
    }

    /// A reason that names a file is a reason: the words of the file would be refused as unknown options.
    @Test
    void a_value_that_begins_with_an_at_sign_stays_what_it_is() throws IOException {
        var notes = Files.writeString(Scratch.file("words", ""), "x --no-such-option");
        assertRefused(
                "execution settle --merchant 1 --reference 3e9c1c9e-9a0f-4a6c-8ad7-0d5f2c3b1a00 --outcome failed"
                        + " --reason @" + notes,
                folder.resolve("absent"));
    }

    private static void assertRefused(String command, Path data) {
        var typed = Typed.words((command + " --data " + data).split(" "));
        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err()).startsWith("opendollr: there is no database in " + data + ": ");
        assertThat(typed.out()).isEmpty();
    }
}
