package dev.opendollr.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The answer to one request: a status, headers, and a body in one piece or as it is made.
public final class Response {
    private final Wire wire;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private Status status = Status.OK;
    private boolean begun;

    /// Where an answer goes. Each method waits for a caller that reads slowly, for a limited time.
    interface Wire {
        void send(Status status, Map<String, String> headers, byte[] body) throws IOException;

        /// For a body whose length is not known; what is written waits for the caller to read.
        OutputStream stream(Status status, Map<String, String> headers) throws IOException;
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

    /// The whole answer at once.
    public void send(byte[] body) {
        begin();
        try {
            wire.send(status, headers, body);
        } catch (IOException broken) {
            throw new HungUp(broken);
        }
    }

    /// The body is written as it is made: a write returns when the caller has taken what was written before. Closing
    /// the stream ends the answer; an answer that is not ended closes the connection, so that nobody takes it
    /// for whole.
    public OutputStream stream() {
        begin();
        try {
            return new Body(wire.stream(status, headers));
        } catch (IOException broken) {
            throw new HungUp(broken);
        }
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
        begun = true;
    }

    /// Tells a caller that went away from every other failure to write.
    private static final class Body extends FilterOutputStream {
        Body(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            try {
                out.write(bytes, from, count);
            } catch (IOException broken) {
                throw new HungUp(broken);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException broken) {
                throw new HungUp(broken);
            }
        }
    }
}
