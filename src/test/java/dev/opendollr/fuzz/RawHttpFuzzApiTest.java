package dev.opendollr.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever bytes a stranger sends, the server refuses or answers them in time, and goes on serving others.
@Tag("fuzz")
class RawHttpFuzzApiTest {
    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.1 ([0-9]{3})");
    /// What HTTP itself provides for a version or a coding that nobody serves; nothing has failed.
    private static final Set<String> REFUSALS = Set.of("501", "505");
    /// Above the deadlines of a head and a body.
    private static final int PATIENCE_MILLIS = 25_000;
    private static final int CHECK_EVERY = 200;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void no_bytes_make_it_fail_or_hang() throws IOException {
        var time = new FuzzTime();
        var heap = new HeapWatch();
        var statuses = new TreeMap<String, Integer>();
        int conversations = 0;
        while (time.isLeft()) {
            long seed = time.nextSeed();
            var answers = converse(new HttpGrammar(new Random(seed)).conversation(), seed);
            var found = STATUS.matcher(answers);
            while (found.find()) {
                var status = found.group(1);
                assertThat(status.startsWith("5") && !REFUSALS.contains(status))
                        .as("seed %d was answered %s: %s", seed, status, answers)
                        .isFalse();
                statuses.merge(status, 1, Integer::sum);
            }
            if (++conversations % CHECK_EVERY == 0) {
                SERVER.stranger().get("/health/live").expect(200);
            }
        }
        SERVER.stranger().get("/health/live").expect(200);
        assertThat(conversations).isGreaterThan(CHECK_EVERY);
        assertThat(statuses.keySet())
                .as("the grammar meets answers of many kinds")
                .contains("200", "400", "401", "404");
        heap.check();
    }

    /// Everything that comes back until the server ends the connection.
    private static String converse(List<byte[]> pieces, long seed) throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(SERVER.url()).getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var answers = new ByteArrayOutputStream();
            try {
                for (var piece : pieces) {
                    socket.getOutputStream().write(piece);
                }
                socket.shutdownOutput();
                socket.getInputStream().transferTo(answers);
            } catch (SocketTimeoutException hangs) {
                throw new AssertionError("seed " + seed + " was left without an end", hangs);
            } catch (SocketException refused) {
                // The server has ended the connection while more was being sent, as it should.
            }
            return answers.toString(ISO_8859_1);
        }
    }
}
