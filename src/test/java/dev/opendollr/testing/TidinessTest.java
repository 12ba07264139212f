package dev.opendollr.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// Runs JUnit on classes that clean up, and on one that does not.
class TidinessTest {
    private static final Path WATCHED = Scratch.folder("watched");
    private static final List<Path> OF_THE_CLASS = new ArrayList<>();
    private static final List<Path> OF_TESTS = new ArrayList<>();

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void a_class_that_leaves_something_behind_fails_and_names_it() throws IOException {
        assertThat(run(Leaving.class).getFailures())
                .singleElement()
                .extracting(failure -> failure.getException().getMessage())
                .asString()
                .contains("Leaving", "[data-of-a-server]", WATCHED.toString());
        assertThat(said.toString(UTF_8)).isEqualToIgnoringNewLines("FAILED TidinessTest$Leaving");
        Files.delete(WATCHED.resolve("data-of-a-server"));
    }

    @Test
    void it_fails_once_only_and_not_for_what_the_build_makes() throws IOException {
        var folder = Scratch.folder("build");
        Files.createFile(folder.resolve("was-there"));
        var watch = new FolderWatch(folder);
        watch.check("ATest");
        for (var ofTheBuild :
                List.of("surefire-reports", "test-2.log", "test-postgres-2", "scratch-1", "failed-1", "build.log")) {
            Files.createFile(folder.resolve(ofTheBuild));
        }
        watch.check("BTest");
        Files.createFile(folder.resolve("server-1"));
        assertThatThrownBy(() -> watch.check("CTest"))
                .hasMessageContaining("CTest")
                .hasMessageContaining("[server-1]");
        watch.check("DTest");
    }

    @Test
    void what_is_made_in_scratch_lasts_as_long_as_the_test_or_the_class_with_all_its_parameters() {
        var summary = run(Tidy.class);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(4);
        assertThat(OF_TESTS).hasSize(4).allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(OF_THE_CLASS)
                .singleElement()
                .satisfies(folder -> assertThat(folder).doesNotExist());
    }

    @Test
    void why_a_test_failed_is_told_first_even_if_cleaning_up_fails_too() {
        assertThat(run(Failing.class).getFailures())
                .singleElement()
                .extracting(TestExecutionSummary.Failure::getException)
                .satisfies(failure -> assertThat(failure).hasMessage("the cause"))
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .asString()
                        .contains("no database"));
    }

    @Test
    void what_failed_is_told_by_its_text() {
        assertThat(run(Table.class).getTestsFailedCount()).isEqualTo(2);
        assertThat(said.toString(UTF_8).lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("FAILED TidinessTest$Table > row(String) > ")
                        .contains("a card"))
                .anySatisfy(line -> assertThat(line)
                        .contains("made() > by hand<LF>!!!")
                        .endsWith("!…")
                        .hasSizeLessThan(400));
    }

    private TestExecutionSummary run(Class<?> tests) {
        var summary = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        // Without the listeners of the build, which would report these failures.
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(request, summary, new FailedRows(new PrintStream(said, true, UTF_8)));
        return summary.getSummary();
    }

    static class Leaving {
        @RegisterExtension
        static final Tidiness WATCH = new Tidiness(new FolderWatch(WATCHED));

        @Test
        void starts_a_server() throws IOException {
            Files.createDirectory(WATCHED.resolve("data-of-a-server"));
            Files.createDirectory(WATCHED.resolve("surefire-reports"));
        }
    }

    @ParameterizedClass
    @ValueSource(strings = {"once", "twice"})
    static class Tidy {
        @RegisterExtension
        static final Tidiness WATCH = new Tidiness(new FolderWatch(WATCHED));

        Tidy(String time) {
            assertThat(time).isNotEmpty();
        }

        @BeforeAll
        static void makes_a_folder() {
            OF_THE_CLASS.add(Scratch.folder("class"));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void makes_files(int row) throws IOException {
            assertThat(OF_THE_CLASS).allSatisfy(folder -> assertThat(folder).exists());
            assertThat(OF_TESTS).allSatisfy(file -> assertThat(file).doesNotExist());
            OF_TESTS.add(Files.writeString(Scratch.file("test", ".txt"), "row " + row));
        }
    }

    static class Failing {
        @RegisterExtension
        static final Tidiness WATCH = new Tidiness(new FolderWatch(WATCHED));

        @Test
        void fails_twice() {
            Scratch.whenDone(() -> {
                throw new IllegalStateException("no database");
            });
            throw new IllegalStateException("the cause");
        }
    }

    static class Table {
        @ParameterizedTest
        @ValueSource(strings = {"a card", "right"})
        void row(String text) {
            assertThat(text).isEqualTo("right");
        }

        @TestFactory
        Stream<DynamicTest> made() {
            var name = "by hand\n" + "!".repeat(1_000);
            return Stream.of(
                    DynamicTest.dynamicTest(name, () -> assertThat(name).isEmpty()));
        }
    }
}
