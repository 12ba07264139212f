package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BuiltProgram;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher, with the program of these tests in place of the jar, in whatever locale.
class LauncherApiTest {
    /// A JDK whose `java` runs the program under test with every option that the launcher gave.
    private static final String JAVA = """
        #!/usr/bin/env bash
        options=()
        while [ "$1" != -jar ]; do options+=("$1"); shift; done
        shift 2
        mapfile -t program <<<"$REAL_PROGRAM"
        exec "$REAL_JAVA" "${options[@]}" "${program[@]}" "$@"
        """;

    @TempDir
    static Path home;

    @BeforeAll
    static void install() throws IOException {
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("target"));
        Files.createDirectories(home.resolve("jdk/bin"));
        Files.move(Scratch.data("launcher"), home.resolve("data"));
        Files.writeString(home.resolve("pom.xml"), "");
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        Files.writeString(home.resolve("jdk/bin/java"), JAVA);
        assertThat(home.resolve("jdk/bin/java").toFile().setExecutable(true)).isTrue();
        Files.copy(Path.of("opendollr"), home.resolve("opendollr"), StandardCopyOption.COPY_ATTRIBUTES);
        var jar = Files.createFile(home.resolve("target/opendollr.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    }

    @Test
    void names_and_files_are_utf_8_in_whatever_locale() throws IOException {
        var rates = """
            base_currency,quote_currency,rate,source,effective_from,effective_to
            USD,LRD,187.5,Banque régionale,2020-01-01T00:00:00Z,
            """;
        Files.writeString(home.resolve("rates.csv"), rates);
        var created =
                bash("C", "./opendollr merchant create --type ORGANIZATION --name $'Caf\\xc3\\xa9 \\xe8\\xae\\xa2'");
        assertThat(created.exitCode()).as(created.err()).isZero();
        var listed = bash("POSIX", "./opendollr merchant list");
        assertThat(listed.out()).contains("Caf\u00e9 \u8ba2");
        var imported = bash(
                "C",
                "mv rates.csv $'tarifs-\\xc3\\xa9t\\xc3\\xa9.csv' && ./opendollr rates import"
                        + " $'tarifs-\\xc3\\xa9t\\xc3\\xa9.csv'");
        assertThat(imported.out()).as(imported.err()).contains("imported 1 line");
        var absent = bash("C", "./opendollr rates import $'\\xc3\\xa9t\\xc3\\xa9.csv'");
        assertThat(absent.err()).contains("FILE '\u00e9t\u00e9.csv': there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "en_US.ISO-8859-1", "no_such_locale"})
    void arguments_that_are_no_utf_8_are_refused(String locale) throws IOException {
        var refused = bash(locale, "./opendollr merchant create --type ORGANIZATION --name $'Caf\\xe9'");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("opendollr: argument 6 is not UTF-8");
        var variable = bash(locale, "OPENDOLLR_DATA=$'caf\\xe9' ./opendollr merchant list");
        assertThat(variable.exitCode()).isEqualTo(2);
        assertThat(variable.err()).contains("opendollr: variable OPENDOLLR_DATA is not UTF-8");
    }

    /// Runs `script`, which is ASCII, in the launcher's folder.
    private static Typed bash(String locale, String script) throws IOException {
        var out = Scratch.file("launcher", ".out");
        var err = Scratch.file("launcher", ".err");
        var builder = ServerProcess.withOwnLog(new ProcessBuilder("bash", "-c", script))
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "LC_ALL", locale,
                        "JAVA_HOME", home.resolve("jdk").toString(),
                        "REAL_JAVA", BuiltProgram.java(),
                        "REAL_PROGRAM", String.join("\n", BuiltProgram.words())));
        int exitCode =
                builder.start().onExit().orTimeout(120, TimeUnit.SECONDS).join().exitValue();
        return new Typed(
                exitCode, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
