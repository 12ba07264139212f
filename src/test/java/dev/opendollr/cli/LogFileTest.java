package dev.opendollr.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/// What others may read of the log, by the configuration that servers run with.
class LogFileTest {
    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    @Test
    void a_file_that_takes_the_place_of_a_full_one_is_its_owners_only_too() throws Exception {
        var file = folder.resolve("logs").resolve("opendollr.log");
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("opendollr.log", "file");
        context.putProperty("opendollr.log.file", file.toString());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(requireNonNull(LogFileTest.class.getResource("/logback.xml")));
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        var rolling = (RollingFileAppender<?>) ((AsyncAppender) root.getAppender("async")).getAppender("file");
        for (int round = 0; round < ROUNDS; round++) {
            root.info("round {}", round);
            rolling.rollover();
        }
        root.info("the last one");
        context.stop();
        try (var files = Files.list(file.getParent())) {
            assertThat(files.collect(Collectors.toMap(LogFileTest::name, LogFileTest::mode)))
                    .containsOnlyKeys("opendollr.log", "opendollr.log.1", "opendollr.log.2", "opendollr.log.3")
                    .allSatisfy((name, mode) -> assertThat(mode).as(name).isEqualTo("rw-------"));
        }
        assertThat(Files.readString(file)).contains("the last one");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
