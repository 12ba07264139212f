package dev.opendollr.bench;

import dev.opendollr.problem.StartFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One HTTP connection that stays open and cancels orders, one after the other. For one thread.
final class CancelConnection implements AutoCloseable {
    private static final int ANSWER_BYTES_MAX = 16 * 1_024;
    private static final int ID_DIGITS_MAX = 19;

    private final SocketChannel channel;
    private final byte[] start;
    private final byte[] end;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES_MAX);
    private final byte[] bytes = new byte[ANSWER_BYTES_MAX];

    private CancelConnection(SocketChannel channel, byte[] start, byte[] end) {
        this.channel = channel;
        this.start = start;
        this.end = end;
        this.request = ByteBuffer.allocateDirect(start.length + ID_DIGITS_MAX + end.length);
    }

    static CancelConnection open(InetSocketAddress server, String token) throws IOException {
        var channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var headers =
                " HTTP/1.1\r\nHost: " + server.getHostString() + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        return new CancelConnection(channel, ascii("DELETE /v1/orders/cancel/"), ascii(headers));
    }

    /// Returns when the whole answer has been read, and it said 200 for the first time.
    void cancel(long id) throws IOException {
        request.clear().put(start).put(ascii(Long.toString(id))).put(end).flip();
        while (request.hasRemaining()) {
            int _ = channel.write(request);
        }
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
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int read(int from) throws IOException {
        int read = channel.read(answer.clear().limit(ANSWER_BYTES_MAX - from));
        if (read <= 0) {
            throw new StartFailure("the server closed a connection or its answer has no end");
        }
        answer.flip().get(bytes, from, read);
        return read;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
