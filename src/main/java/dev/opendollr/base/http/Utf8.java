package dev.opendollr.base.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Decodes UTF-8 exactly or not at all: an invalid byte is never replaced.
final class Utf8 {
    private Utf8() {}

    /// Decodes a text in which each character stands for one byte, as the server passes header values.
    static Optional<String> exact(String bytes) {
        if (bytes.chars().allMatch(Utf8::isAscii)) {
            return Optional.of(bytes);
        }
        return exact(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static Optional<String> exact(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(int character) {
        return character < 0x80;
    }
}
