package dev.opendollr.bench;

import dev.opendollr.base.problem.StartFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads only the parts of an HTTP answer that a benchmark needs: that the status is 200, that the answer is
/// not a replay, and where it ends.
final class AnswerReader {
    /// More bytes are needed to know the length.
    static final int INCOMPLETE = -1;

    private static final byte[] STATUS = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLAYED = "idempotent-replayed:".getBytes(StandardCharsets.US_ASCII);

    private AnswerReader() {}

    /// The length of the whole answer that begins at index 0 and of which `bytes` has the first `count`, or
    /// [#INCOMPLETE] while its headers are incomplete. Any answer other than a 200 that is not a replay ends
    /// the benchmark.
    static int length(byte[] bytes, int count) {
        int line = 0;
        int bodyLength = INCOMPLETE;
        for (int end = lineEnd(bytes, 0, count); end >= 0; end = lineEnd(bytes, line, count)) {
            if (line == 0 && !startsWith(bytes, 0, end, STATUS)) {
                throw unexpected(bytes, count);
            }
            if (end == line) {
                return complete(bytes, count, end + 2, bodyLength);
            }
            if (startsWith(bytes, line, end, LENGTH)) {
                bodyLength = number(bytes, line + LENGTH.length, end);
            } else if (startsWith(bytes, line, end, REPLAYED)) {
                throw new StartFailure("a request was answered as a repeat: the benchmark measured something else");
            }
            line = end + 2;
        }
        return INCOMPLETE;
    }

    private static int complete(byte[] bytes, int count, int headersLength, int bodyLength) {
        if (bodyLength == INCOMPLETE) {
            throw unexpected(bytes, count);
        }
        return headersLength + bodyLength;
    }

    /// The index of the next CR LF, or -1.
    private static int lineEnd(byte[] bytes, int from, int count) {
        for (int i = from; i < count - 1; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// Compares without regard to case, as header names require; `expected` must be in lower case where case
    /// does not matter.
    private static boolean startsWith(byte[] bytes, int from, int to, byte[] expected) {
        if (to - from < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            int found = bytes[from + i];
            if (found != expected[i] && (found | 0x20) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = Math.addExact(Math.multiplyExact(number, 10), bytes[i] - '0');
        }
        return number;
    }

    private static StartFailure unexpected(byte[] bytes, int count) {
        var text = new String(Arrays.copyOf(bytes, count), StandardCharsets.UTF_8);
        return new StartFailure("the server answered otherwise than 200: " + HttpConnection.oneLine(text));
    }
}
