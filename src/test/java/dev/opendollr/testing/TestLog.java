package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the servers in this process have logged since the current test class began. A server in another process has
/// another log.
public final class TestLog {
    private static final Path FILE = Target.own("test", ".log");
    /// Where the lines of this class begin. Those of all classes before it would take long to read.
    private static final AtomicLong BEGINNING = new AtomicLong();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private TestLog() {}

    /// Forgets what was logged before.
    static void begin() {
        try {
            BEGINNING.set(Files.exists(FILE) ? Files.size(FILE) : 0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Waits until the log contains `texts`: a request is logged only after its answer was sent.
    public static void assertHolds(String... texts) {
        for (var text : texts) {
            assertThat(Eventually.within(PATIENCE, () -> read().contains(text)))
                    .as("%s holds %s", FILE, text)
                    .isTrue();
        }
    }

    /// The first line of the log that contains `text`.
    public static JsonNode line(String text) {
        assertHolds(text);
        return read().lines()
                .filter(line -> line.contains(text))
                .map(JsonMapper.shared()::readTree)
                .findFirst()
                .orElseThrow();
    }

    /// Checks that the log contains none of `texts`. Lines arrive late, so this first sends another request to
    /// the same server and waits until that is logged.
    public static void assertHoldsNone(Client client, String... texts) {
        var marker = client.get("/").header("X-Request-Id").orElseThrow();
        assertHolds(marker);
        var log = read();
        for (var text : texts) {
            assertThat(log.contains(text)).as("%s holds %s", FILE, text).isFalse();
        }
    }

    private static String read() {
        try (var file = FileChannel.open(FILE)) {
            var lines = file.position(BEGINNING.get());
            return new String(Channels.newInputStream(lines).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
