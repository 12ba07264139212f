package dev.opendollr.base.http;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Watches the first line of a request go by: a method, one space, a target, one space, a version, CR LF, and nothing
/// else. Not thread-safe.
final class RequestLine {
    private static final String VERSION = "HTTP/d.d\r\n";
    /// The longest method in bytes: several times as long as any registered one.
    static final int METHOD_BYTES_MAX = 64;
    static final int TARGET_BYTES_MAX = 8 * 1024;
    /// Enough to see which page a target belongs to, also after a host name.
    private static final int TARGET_START_MAX = 512;

    private Part part = Part.BEFORE;
    private int read;
    private int length;
    private final StringBuilder targetStart = new StringBuilder(TARGET_START_MAX);

    private enum Part {
        /// Empty lines before a request are passed over.
        BEFORE,
        METHOD,
        TARGET,
        VERSION,
        OVER
    }

    /// Ready for the next request.
    void reset() {
        part = Part.BEFORE;
        read = 0;
        length = 0;
        targetStart.setLength(0);
    }

    /// The beginning of the target as far as it was read.
    String targetStart() {
        return targetStart.toString();
    }

    /// How many bytes of the line were seen, including empty lines before it.
    int length() {
        return length;
    }

    /// The status with which the line is refused after these `bytes`, which are not consumed; empty while the
    /// line is valid.
    Optional<Status> refusal(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit() && part != Part.OVER; i++) {
            length++;
            if (!isSound((char) (bytes.get(i) & 0xFF))) {
                return Optional.of(Status.BAD_REQUEST);
            }
            if (part == Part.METHOD && read > METHOD_BYTES_MAX) {
                return Optional.of(Status.NOT_IMPLEMENTED);
            }
            if (part == Part.TARGET && read > TARGET_BYTES_MAX) {
                return Optional.of(Status.URI_TOO_LONG);
            }
        }
        return Optional.empty();
    }

    private boolean isSound(char next) {
        return switch (part) {
            case BEFORE -> {
                if (next != '\r' && next != '\n') {
                    part = Part.METHOD;
                    yield isSound(next);
                }
                yield true;
            }
            case METHOD -> isWord(next, Part.TARGET);
            case TARGET -> {
                if (targetStart.length() < TARGET_START_MAX && next != ' ') {
                    targetStart.append(next);
                }
                yield isWord(next, Part.VERSION);
            }
            case VERSION -> isVersion(next);
            case OVER -> true;
        };
    }

    /// A word ends with its one space.
    private boolean isWord(char next, Part after) {
        if (next == ' ') {
            boolean empty = read == 0;
            part = after;
            read = 0;
            return !empty;
        }
        read++;
        return next > ' ' && next < 0x7F;
    }

    private boolean isVersion(char next) {
        char expected = VERSION.charAt(read);
        read++;
        if (read == VERSION.length()) {
            part = Part.OVER;
        }
        return expected == 'd' ? next >= '0' && next <= '9' : next == expected;
    }
}
