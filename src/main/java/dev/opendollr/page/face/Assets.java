package dev.opendollr.page.face;

import dev.opendollr.base.http.Handler;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.StaticFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files that pages load. The name of each holds a digest of its content: a browser may keep it forever, and a
/// new version has a new name.
public final class Assets {
    static final String CSS = "page.css";
    static final String SCRIPT = "page.js";
    /// Below the pay page's path, so that a proxy that lets payers through needs no further rule. No token of a
    /// link is so short.
    static final String FOLDER = "/pay/-/";

    private static final int DIGEST_BYTES = 6;
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

    private final Map<String, File> files = Stream.of(
                    File.read(CSS, "text/css; charset=utf-8"), File.read(SCRIPT, "text/javascript; charset=utf-8"))
            .collect(Collectors.toUnmodifiableMap(File::name, Function.identity()));

    private record File(String name, String hashedName, Handler handler) {
        static File read(String name, String type) {
            var bytes = bytes("/page/" + name);
            var dot = name.lastIndexOf('.');
            return new File(
                    name,
                    name.substring(0, dot) + "." + digest(bytes) + name.substring(dot),
                    StaticFiles.forever(bytes, Map.of(Reply.CONTENT_TYPE, type, "Content-Security-Policy", POLICY)));
        }
    }

    /// The path of a file, with its digest.
    String address(String name) {
        var file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return FOLDER + file.hashedName();
    }

    /// Answers with the file of this name; empty if no file has this name and this content.
    Optional<Handler> find(String hashedName) {
        return files.values().stream()
                .filter(file -> file.hashedName().equals(hashedName))
                .map(File::handler)
                .findFirst();
    }

    private static byte[] bytes(String resource) {
        try (var stream = Assets.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
