package dev.opendollr.http;

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

/// The body of one request as its bytes come, each lent from the buffer of the connection. Not thread-safe.
///
/// Whoever waits for bytes waits for a limited time and is never interrupted: Jetty's own stream holds on to what an
/// interrupted read has begun.
final class JettyBody {
    /// Of a body that nobody wanted, 64 KiB are taken when they are there already; else the connection ends.
    static final int UNWANTED_READS_MAX = 8;
    /// Of a body that nobody wants, so many bytes are dropped after the answer while their sender has not seen it yet.
    private static final int DROPPED_BYTES_MAX = 4 * 1024 * 1024;

    private final Source source;
    private final Semaphore more = new Semaphore(0);
    private final Runnable wake = Invocable.from(InvocationType.NON_BLOCKING, more::release);
    /// Jetty was asked to say when there is more, and has not said it yet.
    private boolean isAwaited;

    JettyBody(Source source) {
        this.source = source;
    }

    /// Lends all that comes to `taker`, piece by piece; false when the end has not come in `time`.
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

    /// Whether a body that was not read has come to its end, within a few reads that wait for nothing.
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

    /// Throws away what still comes in `time`, and keeps nothing of it.
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

    /// The next bytes, which whoever asks releases; empty when none have come before `end`.
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
