package dev.opendollr.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// One HTTP connection that stays open for requests, one after the other. For one thread.
final class HttpConnection implements AutoCloseable {
    private static final int BYTES_MAX = 16 * 1_024;
    private static final String BROWSER = "Accept: text/html\r\nAccept-Encoding: gzip\r\nAccept-Language: en\r\n";

    private final SocketChannel channel;
    private final String host;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES_MAX);
    private final byte[] bytes = new byte[BYTES_MAX];

    private HttpConnection(SocketChannel channel, String host) {
        this.channel = channel;
        this.host = host;
    }

    static HttpConnection open(InetSocketAddress server) throws IOException {
        var channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new HttpConnection(channel, server.getHostString());
    }

    /// Sends a request and returns the whole answer with its headers, which must be a 200 and not a replay. An
    /// empty `json` is not sent.
    String exchange(String method, String path, String token, String json) throws IOException {
        return exchange(request(method, path, token, json));
    }

    /// Opens a page as a browser does: without a token, for an answer that may be compressed.
    String open(String path) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + BROWSER + "\r\n");
    }

    private String exchange(String request) throws IOException {
        write(request);
        int count = 0;
        int length = AnswerReader.INCOMPLETE;
        while (length == AnswerReader.INCOMPLETE || count < length) {
            count += read(count);
            if (length == AnswerReader.INCOMPLETE) {
                length = AnswerReader.length(bytes, count);
            }
        }
        if (count != length) {
            throw new StartFailure("the server sent more than one answer");
        }
        return new String(bytes, 0, length, ISO_8859_1);
    }

    /// An answer on one line, for use in a sentence.
    static String oneLine(String answer) {
        return answer.strip().replaceAll("\\s*\r\n\\s*", " | ");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private String request(String method, String path, String token, String json) {
        var head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token + "\r\n";
        return json.isEmpty()
                ? head + "\r\n"
                : head + "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
    }

    private void write(String request) throws IOException {
        buffer.clear().put(request.getBytes(ISO_8859_1)).flip();
        while (buffer.hasRemaining()) {
            int _ = channel.write(buffer);
        }
    }

    private int read(int from) throws IOException {
        int read = channel.read(buffer.clear().limit(BYTES_MAX - from));
        if (read <= 0) {
            throw new StartFailure("the server closed a connection or its answer has no end");
        }
        buffer.flip().get(bytes, from, read);
        return read;
    }
}
