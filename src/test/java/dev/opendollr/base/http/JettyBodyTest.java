package dev.opendollr.base.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/// A body gives back every buffer that it was lent, whatever becomes of it.
class JettyBodyTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration NONE = Duration.ZERO;
    private static final int MIB = 1024 * 1024;

    private final AsyncContent source = new AsyncContent();
    private final JettyBody body = new JettyBody(source);
    private final AtomicInteger lent = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();

    private void take(ByteBuffer piece) {
        text.append(UTF_8.decode(piece));
    }

    private void comes(String piece, boolean last) {
        comes(UTF_8.encode(piece), last);
    }

    private void comes(ByteBuffer piece, boolean last) {
        lent.incrementAndGet();
        source.write(last, piece, Callback.from(lent::decrementAndGet));
    }

    @Test
    void all_of_it_is_lent_in_its_order() throws IOException {
        comes("{\"a\"", false);
        Thread.startVirtualThread(() -> comes(":1}", true));
        assertThat(body.read(LONG, this::take)).isTrue();
        assertThat(text).hasToString("{\"a\":1}");
        assertThat(lent).hasValue(0);
    }

    @Test
    void what_comes_too_late_can_still_be_read() throws IOException {
        comes("a", false);
        assertThat(body.read(NONE, this::take)).isFalse();
        assertThat(body.isOver()).isFalse();
        assertThat(body.read(NONE, this::take)).isFalse();
        comes("b", true);
        assertThat(body.read(LONG, this::take)).isTrue();
        assertThat(text).hasToString("ab");
        assertThat(lent).hasValue(0);
    }

    @Test
    void a_reader_that_fails_keeps_no_buffer() {
        comes("a", true);
        assertThatThrownBy(() -> body.read(LONG, _ -> {
                    throw new IllegalStateException("too much");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(lent).hasValue(0);
    }

    @Test
    void a_body_that_breaks_off_is_no_body() {
        source.fail(new IOException("gone"));
        assertThatThrownBy(() -> body.read(LONG, this::take)).isInstanceOf(IOException.class);
        assertThat(body.isOver()).isFalse();
    }

    @Test
    void what_is_there_already_is_taken_without_waiting() {
        comes("a", false);
        comes("b", true);
        assertThat(body.isOver()).isTrue();
        assertThat(lent).hasValue(0);
    }

    @Test
    void what_nobody_wants_is_dropped_up_to_a_limit() throws IOException {
        for (int piece = 0; piece < 6; piece++) {
            comes(ByteBuffer.allocate(MIB), false);
        }
        body.drop(LONG);
        assertThat(lent).as("pieces that nobody has read").hasValue(2);
    }

    @Test
    void it_is_dropped_for_a_limited_time() throws IOException {
        comes("a", false);
        body.drop(NONE);
        assertThat(lent).hasValue(0);
    }
}
