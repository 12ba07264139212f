package dev.opendollr.base.http;

import dev.opendollr.base.http.Places.Part;
import dev.opendollr.base.problem.Problem.PackedBody;
import dev.opendollr.base.problem.Problem.TooLarge;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.work.Computing;
import dev.opendollr.base.work.Holding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// From the bytes of a request to a [Body]: bounded, UTF-8, JSON, an object, without card data. [FormReader] reads
/// the bodies that browsers send.
final class BodyReader {
    static final int BYTES_MAX = 64 * 1024;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /// How long to wait for a body that the operation does not ask for. A client that sends a body sends it
    /// right after the head.
    private static final Duration UNASKED_TIME_MAX = Duration.ofMillis(250);
    private static final String CUT_SHORT = "The body ended early or came too slowly";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String CONTENT_ENCODING = "Content-Encoding";
    private static final String PLAIN = "identity";
    private static final Pattern JSON_TYPE = Pattern.compile("application/([a-z0-9.+-]+\\+)?json *(;.*)?");
    /// The memory in bytes that one parsed member, value or bracket needs: an upper bound of the average.
    private static final int PART_BYTES = 64;

    private static final List<Object> BODY = Part.BODY.itself();
    private static final List<Object> TYPE = Part.HEADER.of("content-type");

    private BodyReader() {}

    /// Refuses a body of more than `bytesMax`.
    static Optional<Body> read(Request request, int bytesMax, Consumer<Violation> violations) {
        return read(request, bytesMax, request.bodyTimeMax(), violations);
    }

    /// Reads a small body that the operation does not ask for. Empty if the body cannot be read, is too large,
    /// or does not arrive within a moment. The status and the body of the answer are fixed by then: a fault
    /// of this body does not change them. The thread does not wait for a place to compute.
    static Optional<Body> unasked(Request request) {
        if (!request.hasBody() || request.headers().contains("Expect")) {
            return Optional.empty();
        }
        try {
            return read(request, Input.QUICKLY_READ_MAX, UNASKED_TIME_MAX, _ -> {});
        } catch (ProblemException | Invalid | Refusal unsound) {
            return Optional.empty();
        }
    }

    private static Optional<Body> read(
            Request request, int bytesMax, Duration timeMax, Consumer<Violation> violations) {
        var bytes = bytes(request, bytesMax, timeMax);
        if (bytes.length > Input.QUICKLY_READ_MAX) {
            Computing.begin();
        }
        if (bytes.length == 0) {
            violations.accept(new Violation(BODY, "Field required", "missing"));
            return Optional.empty();
        }
        if (request.headers().all(CONTENT_TYPE).stream()
                .anyMatch(type -> Utf8.exact(type).isEmpty())) {
            violations.accept(Violation.value(TYPE, "the header is not UTF-8"));
        }
        if (!declaredAsJson(request)) {
            violations.accept(notAnObject(BODY));
            return Optional.empty();
        }
        return text(bytes, violations).flatMap(text -> object(text, request.places(), violations));
    }

    /// Refuses a compressed body: the server reads uncompressed bodies only.
    private static void checkCoding(Request request) {
        for (var coding : request.headers().all(CONTENT_ENCODING)) {
            if (!coding.isBlank() && !coding.strip().equalsIgnoreCase(PLAIN)) {
                throw new ProblemException(new PackedBody());
            }
        }
    }

    private static boolean declaredAsJson(Request request) {
        var types = request.headers().all(CONTENT_TYPE);
        return types.isEmpty()
                || (types.size() == 1
                        && JSON_TYPE
                                .matcher(types.getFirst().toLowerCase(Locale.ROOT))
                                .matches());
    }

    /// The bytes of a body of any type; none if there is no body. Refuses more than `bytesMax`.
    static byte[] bytes(Request request, int bytesMax) {
        return bytes(request, bytesMax, request.bodyTimeMax());
    }

    private static byte[] bytes(Request request, int bytesMax, Duration timeMax) {
        checkCoding(request);
        if (request.bodyLength().orElse(0L) > bytesMax) {
            throw new ProblemException(new TooLarge(bytesMax));
        }
        if (!request.hasBody()) {
            return new byte[0];
        }
        // A thread that waits for the caller does not compute.
        Computing.end();
        var bytes = new ByteArrayOutputStream();
        try {
            if (request.readBody(timeMax, piece -> take(piece, bytes, bytesMax))) {
                return bytes.toByteArray();
            }
        } catch (IOException broken) {
            throw new Refusal(Status.BAD_REQUEST, CUT_SHORT);
        }
        throw new Refusal(Status.BAD_REQUEST, CUT_SHORT);
    }

    /// Memory is reserved when the bytes arrive, not when they are announced: an announcement costs a caller
    /// nothing.
    private static void take(ByteBuffer piece, ByteArrayOutputStream bytes, int bytesMax) {
        if (bytes.size() + piece.remaining() > bytesMax) {
            throw new ProblemException(new TooLarge(bytesMax));
        }
        Holding.take(piece.remaining());
        var copy = new byte[piece.remaining()];
        piece.get(copy);
        bytes.writeBytes(copy);
    }

    private static Optional<String> text(byte[] bytes, Consumer<Violation> violations) {
        int start = startsWithMark(bytes) ? MARK.length : 0;
        var text = Utf8.exact(ByteBuffer.wrap(bytes, start, bytes.length - start));
        if (text.isEmpty()) {
            violations.accept(Violation.value(BODY, "the body is not UTF-8"));
        }
        return text;
    }

    /// Whether the body starts with a byte order mark. Programs on Windows write it before text; in UTF-8 it
    /// has no meaning.
    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }

    private static Optional<Body> object(String text, Places places, Consumer<Violation> violations) {
        Holding.take((long) PART_BYTES * JsonParts.count(text));
        try {
            var node = Json.MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw malformed(text.length());
            }
            if (!node.isObject()) {
                violations.accept(notAnObject(BODY));
                return Optional.empty();
            }
            CardData.refuse(node, BODY, violations);
            return Optional.of(Body.of(node, places, violations));
        } catch (StreamConstraintsException beyondLimits) {
            violations.accept(Violation.value(
                    BODY,
                    "the body nests deeper than " + Json.DEPTH_MAX + " levels, has more than " + Json.TOKENS_MAX
                            + " parts or holds a number that is too long"));
        } catch (JacksonException malformed) {
            throw malformed(malformed.getLocation().getCharOffset());
        } catch (NumberFormatException exponentBeyondLimits) {
            violations.accept(Violation.value(BODY, "the body holds a number with an exponent that is too long"));
        }
        return Optional.empty();
    }

    private static Invalid malformed(long characterOffset) {
        int offset = Math.clamp(characterOffset, 0, Integer.MAX_VALUE);
        return new Invalid(List.of(new Violation(Violation.below(BODY, offset), "JSON decode error", "json_invalid")));
    }

    static Violation notAnObject(List<Object> location) {
        return new Violation(
                location,
                "Input should be a valid dictionary or object to extract fields from",
                "model_attributes_type");
    }
}
