package dev.opendollr.base.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Reads `%C3%A9` as `é`.
final class PercentEncoding {
    private static final int HEX_DIGITS = 2;

    private PercentEncoding() {}

    /// Decodes a text that has one character for each byte. Empty if the encoding is broken or the bytes are
    /// not UTF-8.
    static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Utf8.exact(text);
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '%') {
                bytes.write(character);
            } else if (isEncodedByte(text, i)) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 1 + HEX_DIGITS));
                i += HEX_DIGITS;
            } else {
                return Optional.empty();
            }
        }
        return Utf8.exact(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    /// Whether a `%` with two hexadecimal digits stands at `place`.
    static boolean isEncodedByte(String text, int place) {
        return place + HEX_DIGITS < text.length()
                && HexFormat.isHexDigit(text.charAt(place + 1))
                && HexFormat.isHexDigit(text.charAt(place + HEX_DIGITS));
    }
}
