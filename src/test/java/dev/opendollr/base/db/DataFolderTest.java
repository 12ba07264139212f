package dev.opendollr.base.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What lies in a data folder is its owner's alone.
class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void what_it_makes_is_closed_to_everybody_else() throws IOException {
        var data = DataFolder.at(temporary.resolve("some/where"));
        data.writePrivate("secret", "text");
        try (var _ = data.lock().orElseThrow()) {
            assertMode("rwx------", temporary.resolve("some/where"));
            assertMode("rwx------", data.folder("inside"));
            assertMode("rw-------", data.file("secret"));
            assertMode("rw-------", data.file("lock"));
        }
        assertThat(data.read("secret")).contains("text");
        assertThat(data.read("nothing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw----r--", "rw-----w-", "rw-rw-rw-"})
    void a_file_that_others_may_read_or_write_is_refused_with_the_remedy(String mode) throws IOException {
        var data = DataFolder.at(temporary);
        data.writePrivate("jwt.key", "text");
        setMode(mode, data.file("jwt.key"));
        assertThatThrownBy(() -> data.read("jwt.key"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("others may read or write " + data.file("jwt.key"))
                .hasMessageContaining("chmod 600 " + data.file("jwt.key"));
        setMode("rw-------", data.file("jwt.key"));
        assertThat(data.read("jwt.key")).contains("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwx----w-"})
    void a_folder_that_others_may_write_to_is_refused_with_the_remedy(String mode) throws IOException {
        setMode(mode, temporary);
        assertThatThrownBy(() -> DataFolder.at(temporary))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("others may write to")
                .hasMessageContaining("chmod go-w ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwx----w-"})
    void a_folder_inside_that_others_may_write_to_is_refused_too(String mode) throws IOException {
        var data = DataFolder.at(temporary);
        setMode(mode, data.folder("postgres"));
        assertThatThrownBy(() -> data.folder("postgres"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("others may write to")
                .hasMessageContaining("chmod go-w ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw-rw-", "rw-----w-"})
    void a_log_that_others_may_read_or_write_is_refused(String mode) throws IOException {
        var data = DataFolder.at(temporary);
        assertMode("rw-------", data.privateFile("opendollr.log"));
        assertMode("rw-------", data.privateFile("opendollr.log"));
        setMode(mode, data.file("opendollr.log"));
        assertThatThrownBy(() -> data.privateFile("opendollr.log"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("chmod 600 ");
    }

    @Test
    void a_file_that_is_far_too_long_is_not_read() throws IOException {
        var data = DataFolder.at(temporary);
        data.writePrivate("jwt.key", "x".repeat(64 * 1024));
        assertThat(data.read("jwt.key")).isPresent();
        data.writePrivate("jwt.key", "x".repeat(64 * 1024 + 1));
        assertThatThrownBy(() -> data.read("jwt.key"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("more than 65536 bytes");
    }

    @Test
    void a_folder_that_others_may_see_is_no_danger() throws IOException {
        setMode("rwxr-xr-x", temporary);
        assertThat(DataFolder.at(temporary).read("nothing")).isEmpty();
    }

    @Test
    void a_folder_of_another_user_is_refused() {
        // Everybody may write here, or it is root's: nobody may keep secrets in it.
        assertThatThrownBy(() -> DataFolder.at(Path.of("/tmp"))).isInstanceOf(StartFailure.class);
    }

    @Test
    void a_lock_that_others_could_take_is_closed() throws IOException {
        var data = DataFolder.at(temporary);
        setMode("rw-r--r--", Files.createFile(data.file("lock")));
        try (var _ = data.lock().orElseThrow()) {
            assertMode("rw-------", data.file("lock"));
        }
    }

    private static void setMode(String mode, Path path) throws IOException {
        var _ = Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static void assertMode(String mode, Path path) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo(mode);
    }
}
