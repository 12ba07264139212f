package dev.opendollr.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.work.Computing;
import dev.opendollr.work.Holding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The answer to one request: a status, headers, and a body.
public final class Response {
    /// So much of each answer is not counted: as many as there may be connections fit into memory.
    static final int BYTES_FREE = 4 * 1024;

    private final Wire wire;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Runnable> before = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private Status status = Status.OK;
    private boolean refusable = true;
    private boolean begun;

    /// Where an answer goes.
    interface Wire {
        /// The whole answer; waits for a caller that reads slowly, for a limited time. The buffers are not changed,
        /// so that others may send the same ones.
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

    /// Says whether the answer may give way to a refusal when there is no room for it. It may not when something was
    /// changed: the caller would believe that nothing was.
    void refusable(boolean said) {
        refusable = said;
    }

    /// Asks for room for so many more bytes of the answer, which are held until it has been sent.
    void hold(long bytes) {
        if (refusable) {
            Holding.grow(bytes);
        } else {
            Holding.takeAnyway(bytes);
        }
    }

    /// The whole answer.
    public void send(byte[] body) {
        if (body.length > BYTES_FREE) {
            hold(body.length);
        }
        send(List.of(ByteBuffer.wrap(body)));
    }

    /// The whole answer, whose room was asked for before.
    void send(Pieces body) {
        send(body.buffers());
    }

    /// The whole answer from memory that is held anyway, for all who ask for it.
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
