package dev.opendollr.base.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.base.work.Computing;
import dev.opendollr.base.work.Holding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The answer to one request: a status, headers, and a body.
public final class Response {
    /// This many bytes of each answer are not counted. Memory has room for them on all connections at once.
    static final int BYTES_FREE = 4 * 1024;

    private static final Set<String> OF_CONTENT = Set.of(
            "Content-Encoding", "Content-Language", "Content-Security-Policy", Reply.CONTENT_TYPE, "ETag", "Vary");

    private final Wire wire;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Runnable> before = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private Status status = Status.OK;
    private boolean refusable = true;
    private boolean begun;

    /// Sends an answer to the caller.
    interface Wire {
        /// Sends the whole answer. Waits a limited time for a caller that reads slowly. Does not change the
        /// buffers, so that other answers may share them.
        void send(Status status, Map<String, String> headers, List<ByteBuffer> body) throws IOException;
    }

    Response(Wire wire) {
        this.wire = wire;
    }

    @CanIgnoreReturnValue
    public Response status(Status chosen) {
        status = chosen;
        return this;
    }

    public Status status() {
        return status;
    }

    @CanIgnoreReturnValue
    public Response header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// Drops the headers that describe a content which is not sent after all.
    void forgetContent() {
        headers.keySet().removeIf(OF_CONTENT::contains);
    }

    /// Sets whether a refusal may replace the answer when there is no room for it. It may not if something was
    /// changed: the caller would believe that nothing was.
    void refusable(boolean said) {
        refusable = said;
    }

    /// Requests room for more bytes of the answer. They are held until the answer was sent.
    void hold(long bytes) {
        if (refusable) {
            Holding.grow(bytes);
        } else {
            Holding.takeAnyway(bytes);
        }
    }

    /// Sends the whole answer.
    public void send(byte[] body) {
        if (body.length > BYTES_FREE) {
            hold(body.length);
        }
        send(List.of(ByteBuffer.wrap(body)));
    }

    /// Sends the whole answer, for which room was requested before.
    void send(Pieces body) {
        send(body.buffers());
    }

    /// Sends the whole answer from memory that all such answers share.
    void sendShared(ByteBuffer body) {
        send(List.of(body));
    }

    private void send(List<ByteBuffer> body) {
        begin();
        try {
            wire.send(status, headers, body);
        } catch (IOException broken) {
            throw new HungUp(broken);
        }
    }

    /// `action` runs before the first byte of the answer, and may add headers.
    void beforeSent(Runnable action) {
        before.add(action);
    }

    /// `action` runs after the last byte of the answer, also when the caller went away before.
    public void whenSent(Runnable action) {
        afterwards.add(action);
    }

    boolean hasBegun() {
        return begun;
    }

    void sent() {
        afterwards.forEach(Runnable::run);
    }

    private void begin() {
        if (begun) {
            throw new IllegalStateException("answered twice");
        }
        var actions = List.copyOf(before);
        before.clear();
        actions.forEach(Runnable::run);
        Computing.end();
        Holding.complete();
        begun = true;
    }
}
