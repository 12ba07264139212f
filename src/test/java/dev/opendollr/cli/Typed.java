package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BuiltProgram;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What came of a command that was typed.
record Typed(int exitCode, String out, String err) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Runs a command in this process.
    static Typed words(String... words) {
        return words(System.getenv(), words);
    }

    /// Runs a command in this process, with variables for its options.
    static Typed words(Map<String, String> variables, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine(variables)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Typed(exitCode, out.toString(), err.toString());
    }

    /// Runs a command as a process of its own, which alone can have another environment.
    static Typed started(Map<String, String> environment, String... words) throws IOException {
        var command = new ArrayList<>(List.of(BuiltProgram.java(), "-XX:+UseSerialGC"));
        command.addAll(BuiltProgram.words());
        command.addAll(List.of(words));
        var out = Scratch.file("cli", ".out");
        var err = Scratch.file("cli", ".err");
        var builder = ServerProcess.withOwnLog(new ProcessBuilder(command))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        int exitCode = process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
        return new Typed(exitCode, Files.readString(out), Files.readString(err));
    }

    /// What is printed, which is one JSON value.
    JsonNode json() {
        assertThat(exitCode).as(err).isZero();
        return JSON.readTree(out);
    }

    /// The word that is printed behind `name`.
    String word(String name) {
        var matcher = Pattern.compile(name + "\\s+(\\S+)").matcher(out);
        assertThat(matcher.find()).as(out + err).isTrue();
        return matcher.group(1);
    }
}
