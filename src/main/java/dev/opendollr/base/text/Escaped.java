package dev.opendollr.base.text;

import java.util.function.IntFunction;

/// Stored text in a form that a terminal or a page may show. Each character that [TextRule#LINE] refuses is written
/// as its number, so that no row can be forged, no escape sequence is executed and no direction is changed.
public final class Escaped {
    private Escaped() {}

    /// With numbers in braces.
    public static String of(String text) {
        return written(TextRule.LINE, text, "\\u{%04X}"::formatted);
    }

    /// The same for a text of several lines, which are kept.
    public static String lines(String text) {
        return written(TextRule.LINES, text, "\\u{%04X}"::formatted);
    }

    /// The same JSON, with such characters as JSON escapes.
    public static String json(String json) {
        return written(
                TextRule.LINE,
                json,
                point -> Character.isBmpCodePoint(point)
                        ? "\\u%04X".formatted(point)
                        : "\\u%04X\\u%04X"
                                .formatted((int) Character.highSurrogate(point), (int) Character.lowSurrogate(point)));
    }

    private static String written(TextRule rule, String text, IntFunction<String> byNumber) {
        if (rule.allows(text)) {
            return text;
        }
        var shown = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (rule.isAllowed(text, at, point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append(byNumber.apply(point));
            }
            at += Character.charCount(point);
        }
        return shown.toString();
    }
}
