package dev.opendollr.text;

import java.util.OptionalInt;

/// What a text from outside may consist of, on the wire and on the command line: what a reader sees, and nothing else.
/// A text is taken exactly as it was sent, or refused.
public enum TextRule {
    /// Names, references and whatever else stands on one line.
    LINE,
    /// Notes: the same, with line breaks.
    LINES;

    private static final char FIRST_PRINTABLE = ' ';
    private static final char LAST_PRINTABLE = '~';

    /// The first code point that is refused; a lone surrogate is one.
    public OptionalInt firstRefused(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            // Nearly all that is ever sent, so nothing is looked up for it.
            if (character >= FIRST_PRINTABLE && character <= LAST_PRINTABLE) {
                continue;
            }
            int point = text.codePointAt(at);
            if (!isAllowed(text, at, point)) {
                return OptionalInt.of(point);
            }
            at += Character.charCount(point) - 1;
        }
        return OptionalInt.empty();
    }

    public boolean allows(String text) {
        return firstRefused(text).isEmpty();
    }

    /// How a code point that may not be shown is written, such as `U+202E`.
    public static String notation(int point) {
        return "U+%04X".formatted(point);
    }

    /// What the length of a text counts, as PostgreSQL and JSON schemas do.
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private boolean isAllowed(String text, int at, int point) {
        return VisibleText.shows(text, at, point) || (this == LINES && isLineBreak(text, at));
    }

    /// A lone carriage return is none: a terminal would write over what stands before it.
    private static boolean isLineBreak(String text, int at) {
        return text.charAt(at) == '\n' || text.startsWith("\r\n", at);
    }
}
