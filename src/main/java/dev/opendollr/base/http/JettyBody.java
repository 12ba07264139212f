package dev.opendollr.base.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/// The body of one request as its bytes arrive. They are lent from the buffer of the connection. Not
/// thread-safe.
///
/// A wait for bytes has its own time limit, so that a slow read need not be interrupted: Jetty's own stream
/// keeps what an interrupted read has begun.
final class JettyBody {
    /// The number of reads that skip an unread body: 64 KiB, if they have already arrived. If the body is
    /// longer or has not arrived yet, the connection is closed after the answer.
    static final int UNWANTED_READS_MAX = 8;
    /// The bytes of an unread body that are dropped at most after the answer, while the caller has not read the
    /// answer yet.
    private static final int DROPPED_BYTES_MAX = 4 * 1024 * 1024;

    private final Source source;
    private final Semaphore more = new Semaphore(0);
    private final Runnable wake = Invocable.from(InvocationType.NON_BLOCKING, more::release);
    /// Jetty was asked to report more bytes and has not reported them yet.
    private boolean isAwaited;

    JettyBody(Source source) {
        this.source = source;
    }

    /// Lends the body to `taker` piece by piece. False if its end does not arrive within `time`.
    boolean read(Duration time, Consumer<ByteBuffer> taker) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            var next = next(end);
            if (next.isEmpty()) {
                return false;
            }
            var chunk = next.get();
            try {
                taker.accept(chunk.getByteBuffer());
            } finally {
                chunk.release();
            }
            if (chunk.isLast()) {
                return true;
            }
        }
    }

    /// Whether the end of an unread body is reached within a few reads that do not wait.
    boolean isOver() {
        for (int reads = 0; reads < UNWANTED_READS_MAX; reads++) {
            var present = present();
            present.ifPresent(Chunk::release);
            if (present.isEmpty() || Chunk.isFailure(present.get())) {
                return false;
            }
            if (present.get().isLast()) {
                return true;
            }
        }
        return false;
    }

    /// Reads and drops what still arrives within `time`.
    void drop(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        long dropped = 0;
        while (dropped < DROPPED_BYTES_MAX) {
            var next = next(end);
            if (next.isEmpty()) {
                return;
            }
            dropped += next.get().remaining();
            next.get().release();
            if (next.get().isLast()) {
                return;
            }
        }
    }

    /// The next bytes, which the caller must release. Empty if none arrive before `end`.
    private Optional<Chunk> next(long end) throws IOException {
        var present = present();
        while (present.isEmpty()) {
            if (!isAwaited) {
                isAwaited = true;
                source.demand(wake);
            }
            if (!await(end)) {
                return Optional.empty();
            }
            present = present();
        }
        if (Chunk.isFailure(present.get())) {
            throw new IOException(present.get().getFailure());
        }
        return present;
    }

    private Optional<Chunk> present() {
        if (isAwaited && !more.tryAcquire()) {
            return Optional.empty();
        }
        isAwaited = false;
        return Optional.ofNullable(source.read());
    }

    private boolean await(long end) throws InterruptedIOException {
        try {
            if (!more.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            isAwaited = false;
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopping");
        }
    }
}
