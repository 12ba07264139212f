package dev.opendollr.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// Sends requests byte for byte, also those that no correct HTTP client would send.
public final class RawHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HEAD_END = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

    private RawHttp() {}

    /// Sends `request`, one line for each element. Returns the whole answer as text, with its head.
    public static String exchange(String url, String... request) {
        return exchange(url, String.join("\r\n", request).getBytes(StandardCharsets.ISO_8859_1));
    }

    public static String exchange(String url, byte[] request) {
        var address = URI.create(url);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return exchange(socket, request);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The answer to `request` on a connection that stays open.
    public static String exchange(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return read(socket.getInputStream());
    }

    /// The status of an answer that [#exchange] returned.
    public static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
    }

    private static String read(InputStream stream) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(HEAD_END)) {
            int next = stream.read();
            if (next < 0) {
                return head.toString(StandardCharsets.UTF_8);
            }
            head.write(next);
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        var length = LENGTH.matcher(text);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return text + new String(stream.readNBytes(bytes), StandardCharsets.UTF_8);
    }
}
