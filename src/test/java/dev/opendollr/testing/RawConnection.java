package dev.opendollr.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// One connection that sends bytes as they are and reads answers one after the other.
public final class RawConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SWITCH_OR_CONTINUE_MAX = 199;

    private final Socket socket;
    private final InputStream in;

    /// An answer, with its head in lower case.
    public record Reply(int status, String head, String body) {
        public Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst();
        }
    }

    private RawConnection(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    public static RawConnection open(String url) {
        var address = URI.create(url);
        try {
            var socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new RawConnection(socket, new BufferedInputStream(socket.getInputStream()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Sends one byte for each character. If the server closes the connection meanwhile, the rest is not sent.
    public void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (SocketException closed) {
            assertThat(closed).isNotNull();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Closes the sending side of the connection.
    public void finishSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /// Waits until the server asks for the body of a request with `Expect`.
    public void awaitContinue() {
        try {
            assertThat(head()).startsWith("http/1.1 100 ");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The next final answer; empty if the connection ends before it.
    public Optional<Reply> reply(boolean withoutBody) {
        try {
            while (true) {
                var head = head();
                if (head.isEmpty()) {
                    return Optional.empty();
                }
                int status = Integer.parseInt(head.substring("http/1.1 ".length(), "http/1.1 ".length() + 3));
                if (status > SWITCH_OR_CONTINUE_MAX) {
                    return Optional.of(new Reply(status, head, withoutBody ? "" : body(head)));
                }
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no answer and no end within " + PATIENCE, silent);
        } catch (SocketException reset) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Everything that arrives until the connection ends.
    public String rest() {
        var rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the connection stays open, and sent: " + rest.toString(ISO_8859_1), open);
        } catch (IOException reset) {
            // There is nothing more to close.
        }
        return rest.toString(ISO_8859_1);
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString().toLowerCase(Locale.ROOT);
            }
        }
        assertThat(head.toString()).as("half a head").isEmpty();
        return "";
    }

    private String body(String head) throws IOException {
        var reply = new Reply(0, head, "");
        if (reply.header("transfer-encoding").isPresent()) {
            return chunks();
        }
        int length = reply.header("content-length").map(Integer::parseInt).orElse(0);
        return new String(in.readNBytes(length), ISO_8859_1);
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(new String(in.readNBytes(size), ISO_8859_1));
            assertThat(line()).isEmpty();
        }
        assertThat(line()).isEmpty();
        return body.toString();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
