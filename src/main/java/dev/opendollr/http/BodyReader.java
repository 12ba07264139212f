package dev.opendollr.http;

import dev.opendollr.problem.Problem.TooLarge;
import dev.opendollr.problem.Problem.Unavailable;
import dev.opendollr.problem.ProblemException;
import dev.opendollr.problem.Violation;
import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// From the bytes of a request to a [Body]: bounded, UTF-8, JSON, an object, without card data.
final class BodyReader {
    static final int BYTES_MAX = 64 * 1024;
    private static final Duration TIME_MAX = Duration.ofSeconds(15);
    private static final int BUFFER_BYTES = 4 * 1024;
    private static final Pattern JSON_TYPE = Pattern.compile("application/([a-z0-9.+-]+\\+)?json *(;.*)?");
    /// Bytes of bodies that may be on their way at once: all connections together could otherwise fill the memory.
    private static final Semaphore ROOM = new Semaphore(8 * 1024 * 1024);

    private static final List<Object> BODY = List.of("body");

    private BodyReader() {}

    static Optional<Body> read(ServerRequest request, Consumer<Violation> violations) {
        var bytes = bytes(request);
        if (bytes.length == 0) {
            violations.accept(new Violation(BODY, "Field required", "missing"));
            return Optional.empty();
        }
        if (!declaredAsJson(request)) {
            violations.accept(notAnObject(BODY));
            return Optional.empty();
        }
        return text(bytes, violations).flatMap(text -> object(text, violations));
    }

    private static boolean declaredAsJson(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.CONTENT_TYPE)
                .map(type -> JSON_TYPE.matcher(type.toLowerCase(Locale.ROOT)).matches())
                .orElse(true);
    }

    private static byte[] bytes(ServerRequest request) {
        if (request.headers().contentLength().orElse(0) > BYTES_MAX) {
            throw new ProblemException(new TooLarge(BYTES_MAX));
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        int reserved = (int) request.headers().contentLength().orElse(BYTES_MAX);
        if (!ROOM.tryAcquire(reserved)) {
            throw Unavailable.tooMuchAtOnce();
        }
        // Nothing else ends the read of a body that does not come; to interrupt it closes the connection.
        var deadline = Deadline.in(TIME_MAX);
        try (var stream = request.content().inputStream()) {
            return bytes(stream);
        } catch (ProblemException refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            throw new BadRequestException("the body ended early or came too slowly", broken);
        } finally {
            deadline.end();
            ROOM.release(reserved);
        }
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER_BYTES];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            bytes.write(buffer, 0, read);
            if (bytes.size() > BYTES_MAX) {
                throw new ProblemException(new TooLarge(BYTES_MAX));
            }
        }
        return bytes.toByteArray();
    }

    private static Optional<String> text(byte[] bytes, Consumer<Violation> violations) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            violations.accept(new Violation(BODY, "Value error, the body is not UTF-8", "value_error"));
            return Optional.empty();
        }
    }

    private static Optional<Body> object(String text, Consumer<Violation> violations) {
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
            return Optional.of(new Body(BODY, node, violations));
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

    private static ProblemException malformed(long characterOffset) {
        int offset = Math.clamp(characterOffset, 0, Integer.MAX_VALUE);
        return ProblemException.invalid(new Violation(List.of("body", offset), "JSON decode error", "json_invalid"));
    }

    static Violation notAnObject(List<Object> location) {
        return new Violation(
                location,
                "Input should be a valid dictionary or object to extract fields from",
                "model_attributes_type");
    }
}
