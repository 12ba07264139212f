package dev.opendollr.base.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Files that never change while the server runs. Each is held once, plain and compressed, and shared by all
/// answers.
public final class StaticFiles {
    private static final int TAG_BYTES = 16;
    private static final String GZIP = "gzip";
    private static final String ANY = "*";
    private static final String WEAK = "W/";
    /// A cache asks each time whether its copy is still valid.
    private static final String ASK_AGAIN = "no-cache";
    /// A cache keeps its copy for a year and does not ask.
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private StaticFiles() {}

    /// A handler that answers with `bytes`, or with 304 if the caller already has them.
    static Handler of(byte[] bytes, Map<String, String> headers) {
        return of(bytes, headers, ASK_AGAIN);
    }

    /// The same for a file whose address changes with its content.
    public static Handler forever(byte[] bytes, Map<String, String> headers) {
        return of(bytes, headers, FOREVER);
    }

    private static Handler of(byte[] bytes, Map<String, String> headers, String caching) {
        var all = new HashMap<>(headers);
        all.put(Reply.CACHE_CONTROL, caching);
        var plain = Coded.of(bytes, "", all);
        var packed = Coded.of(packed(bytes), GZIP, all);
        return (request, response) -> {
            var chosen = acceptsGzip(request.headers().all("Accept-Encoding")) ? packed : plain;
            chosen.answer(request, response);
        };
    }

    /// A file in one coding. Its bytes are outside the heap and are sent without being copied.
    private record Coded(ByteBuffer bytes, String tag, Map<String, String> headers, String coding) {
        static Coded of(byte[] bytes, String coding, Map<String, String> headers) {
            var outside = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
            return new Coded(outside.asReadOnlyBuffer(), tagOf(bytes), Map.copyOf(headers), coding);
        }

        void answer(Request request, Response response) {
            headers.forEach(response::header);
            response.header("ETag", tag).header("Vary", "Accept-Encoding");
            if (isKnown(request.headers().all("If-None-Match"))) {
                response.status(Status.NOT_MODIFIED).send(new byte[0]);
                return;
            }
            if (!coding.isEmpty()) {
                response.header("Content-Encoding", coding);
            }
            response.sendShared(bytes);
        }

        /// Whether one of the tags is this one; here a weak one counts as well.
        private boolean isKnown(List<String> sent) {
            return elements(sent).stream()
                    .map(element -> element.startsWith(WEAK) ? element.substring(WEAK.length()) : element)
                    .anyMatch(element -> element.equals(tag) || element.equals(ANY));
        }
    }

    /// Whether the caller accepts `gzip` by its headers `Accept-Encoding`, or any coding if it does not name
    /// `gzip`. A weight of zero means no.
    public static boolean acceptsGzip(List<String> sent) {
        boolean any = false;
        for (var element : elements(sent)) {
            var parts = element.toLowerCase(Locale.ROOT).replace(" ", "").split(";", -1);
            boolean welcome = parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
            if (parts[0].equals(GZIP)) {
                return welcome;
            }
            any |= parts[0].equals(ANY) && welcome;
        }
        return any;
    }

    private static List<String> elements(List<String> sent) {
        return sent.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .toList();
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static String tagOf(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
