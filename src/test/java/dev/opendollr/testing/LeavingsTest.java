package dev.opendollr.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeavingsTest {
    private static final int MUCH = 1_000_000;
    private static final int SOME = 100;
    private static final int KEPT_MAX = 256 * 1024;

    @TempDir
    private Path place;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Leavings leavings() {
        return new Leavings(place.resolve("home"), logs());
    }

    private FailedLogs logs() {
        return new FailedLogs(place.resolve("failed"), new PrintStream(said, true, UTF_8));
    }

    @Test
    void what_a_test_made_is_gone_with_the_test_and_what_its_class_made_with_the_class() throws IOException {
        var leavings = leavings();
        var early = leavings.folder("early");
        var aClass = leavings.enter("A");
        var ofTheClass = leavings.folder("class");
        var aTest = leavings.enter("A.test");
        var ofTheTest = leavings.folder("test");
        Files.createDirectories(ofTheTest.resolve("deep/inside"));
        Files.writeString(ofTheTest.resolve("deep/inside/file"), "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ofTheTest)))
                .isEqualTo("rwx------");

        aTest.leave(false);
        assertThat(ofTheTest).doesNotExist();
        assertThat(ofTheClass).exists();
        assertThat(early).exists();

        aClass.leave(false);
        assertThat(place.resolve("home")).isEmptyDirectory();
        assertThat(place.resolve("failed")).doesNotExist();
    }

    @Test
    void what_a_link_leads_to_stays() throws IOException {
        var elsewhere = Files.createDirectory(place.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("file"), "x");
        var leavings = leavings();
        var scope = leavings.enter("A");
        Files.createSymbolicLink(leavings.folder("data").resolve("link"), elsewhere);
        scope.leave(false);
        assertThat(place.resolve("home")).isEmptyDirectory();
        assertThat(elsewhere.resolve("file")).hasContent("x");
    }

    @Test
    void what_was_made_last_is_ended_first_and_files_go_afterwards() {
        var leavings = leavings();
        List<String> ended = new ArrayList<>();
        leavings.whenDone(() -> ended.add("early"));
        var scope = leavings.enter("A");
        var folder = leavings.folder("data");
        leavings.whenDone(() -> ended.add("first"));
        leavings.whenDone(() -> ended.add(Files.exists(folder) ? "last" : "too late"));
        scope.leave(false);
        assertThat(ended).containsExactly("last", "first", "early");
    }

    @Test
    void of_a_test_that_failed_the_end_of_what_programs_wrote_is_kept_and_so_it_is_of_its_class() throws IOException {
        var leavings = leavings();
        var aClass = leavings.enter("A");
        Files.writeString(leavings.file("server", ".err"), "of the class");
        var aTest = leavings.enter("A.test");
        var data = leavings.folder("data");
        Files.writeString(data.resolve("postgres.log"), "x".repeat(MUCH) + "the end");
        Files.writeString(data.resolve("table"), "rows");

        aTest.leave(true);
        aClass.leave(false);

        assertThat(place.resolve("home")).isEmptyDirectory();
        var ofTheTest = kept("A.test");
        assertThat(ofTheTest).singleElement().asString().endsWith("postgres.log");
        assertThat(Files.readString(ofTheTest.getFirst())).hasSize(KEPT_MAX).endsWith("xthe end");
        assertThat(kept("A")).singleElement().satisfies(file -> assertThat(file).hasContent("of the class"));
        assertThat(said.toString(UTF_8)).contains(place.resolve("failed/A.test").toString());
    }

    /// One fault often makes dozens of tests fail, and each of them may have a database.
    @Test
    void of_many_failures_only_the_first_are_kept() throws IOException {
        var leavings = leavings();
        for (int failure = 0; failure < 30; failure++) {
            var scope = leavings.enter("A.test" + failure);
            for (int file = 0; file < 30; file++) {
                Files.writeString(leavings.file("server", ".log"), "x");
            }
            scope.leave(true);
        }
        assertThat(place.resolve("home")).isEmptyDirectory();
        try (var failures = Files.list(place.resolve("failed"))) {
            assertThat(failures).hasSize(10);
        }
        assertThat(kept("A.test0")).hasSize(20);
    }

    @Test
    void what_cannot_be_ended_or_kept_leaves_nothing_else_behind_and_all_of_it_is_told() throws IOException {
        Files.createFile(place.resolve("failed"));
        var leavings = leavings();
        List<String> ended = new ArrayList<>();
        var scope = leavings.enter("A");
        Files.writeString(leavings.file("server", ".log"), "x");
        leavings.whenDone(() -> ended.add("first"));
        leavings.whenDone(() -> {
            throw new IllegalStateException("no database");
        });
        assertThatThrownBy(() -> scope.leave(true))
                .hasMessageContaining("no database")
                .hasMessageContaining("failed");
        assertThat(ended).containsExactly("first");
        assertThat(place.resolve("home")).isEmptyDirectory();
    }

    @Test
    void while_a_program_still_removes_files_the_others_are_kept() throws Exception {
        var leavings = leavings();
        var scope = leavings.enter("A");
        Files.writeString(leavings.file("server", ".log"), "x");
        var data = leavings.folder("data");
        var started = new CountDownLatch(1);
        var ends = new AtomicBoolean();
        try (var programs = Executors.newSingleThreadExecutor()) {
            var program = programs.submit(() -> {
                while (!ends.get()) {
                    for (int each = 0; each < SOME; each++) {
                        Files.createDirectories(data.resolve(each + "/inside"));
                        Files.createFile(data.resolve(each + "/b.err"));
                    }
                    started.countDown();
                    for (int each = 0; each < SOME; each++) {
                        Files.delete(data.resolve(each + "/b.err"));
                        Files.delete(data.resolve(each + "/inside"));
                        Files.delete(data.resolve("" + each));
                    }
                }
                return "done";
            });
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            try {
                for (int time = 0; time < SOME; time++) {
                    logs().keep("A", List.of(data));
                }
            } finally {
                ends.set(true);
            }
            assertThat(program.get()).isEqualTo("done");
        }
        scope.leave(true);
        assertThat(kept("A")).anySatisfy(file -> assertThat(file).hasContent("x"));
    }

    @Test
    void what_a_killed_run_left_is_removed_unless_it_belongs_to_a_run_at_work() throws IOException {
        var lock = place.resolve("lock");
        var old = leavings().folder("old");
        var held = Leavings.removeOld(lock, List.of(place.resolve("home"), place.resolve("failed")));
        assertThat(old).doesNotExist();

        var ofTheNext = leavings().folder("new");
        assertThat(Leavings.removeOld(lock, List.of(place.resolve("home")))).isEmpty();
        assertThat(ofTheNext).exists();

        held.orElseThrow().channel().close();
        assertThat(Leavings.removeOld(lock, List.of(place.resolve("home")))).isPresent();
        assertThat(ofTheNext).doesNotExist();
    }

    @Test
    void who_leaves_must_have_entered_last() {
        var leavings = leavings();
        var outer = leavings.enter("A");
        var inner = leavings.enter("A.test");
        assertThatThrownBy(() -> outer.leave(false)).isInstanceOf(IllegalStateException.class);
        inner.leave(false);
        outer.leave(false);
    }

    private List<Path> kept(String name) throws IOException {
        try (var files = Files.list(place.resolve("failed").resolve(name))) {
            return files.toList();
        }
    }
}
