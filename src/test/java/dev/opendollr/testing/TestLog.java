package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the servers in this process have logged so far. A server with a process of its own has another log.
public final class TestLog {
    private static final Path FILE = Target.own("test", ".log");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private TestLog() {}

    /// A request is logged when its answer is on its way, so it may take a moment.
    public static void assertHolds(String... texts) {
        for (var text : texts) {
            assertThat(Eventually.within(PATIENCE, () -> read().contains(text)))
                    .as("%s holds %s", FILE, text)
                    .isTrue();
        }
    }

    /// The first line that holds `text`.
    public static JsonNode line(String text) {
        assertHolds(text);
        return read().lines()
                .filter(line -> line.contains(text))
                .map(JsonMapper.shared()::readTree)
                .findFirst()
                .orElseThrow();
    }

    /// Asks the same server for something first, and waits until that is logged: lines come a little late.
    public static void assertHoldsNone(Client client, String... texts) {
        var marker = client.get("/").header("X-Request-Id").orElseThrow();
        assertHolds(marker);
        var log = read();
        for (var text : texts) {
            assertThat(log.contains(text)).as("%s holds %s", FILE, text).isFalse();
        }
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
