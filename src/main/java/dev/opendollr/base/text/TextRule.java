package dev.opendollr.base.text;

import java.util.Optional;
import java.util.OptionalInt;

/// The characters that a text from outside may contain, on the wire and on the command line: visible ones only.
/// A text is accepted exactly as it was sent, or refused.
public enum TextRule {
    /// Names, references and other texts on one line. Two texts that look alike must not differ in the kind of
    /// a blank.
    LINE,
    /// Notes: the same, with line breaks and blanks of any width.
    LINES;

    private static final char FIRST_PRINTABLE = ' ';
    private static final char LAST_PRINTABLE = '~';

    /// The first code point that is refused; a lone surrogate is one.
    public OptionalInt firstRefused(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            // Nearly all characters that are sent are in this range, so no lookup is needed for them.
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

    /// What is wrong with the first refused code point of the text; empty if the text is allowed.
    public Optional<String> complaint(String text) {
        return firstRefused(text).stream().mapToObj(this::complaint).findFirst();
    }

    /// A mark that is allowed by itself was refused because there were too many.
    private String complaint(int point) {
        return VisibleText.isMark(point) && allows(Character.toString(point))
                ? "more than " + VisibleText.MARKS_MAX + " marks on one character are not allowed"
                : "the character " + notation(point) + " is not allowed";
    }

    /// How a code point that may not be shown is written, such as `U+202E`.
    public static String notation(int point) {
        return "U+%04X".formatted(point);
    }

    /// The length of a text in code points, as PostgreSQL and JSON Schema count it.
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    boolean isAllowed(String text, int at, int point) {
        return switch (this) {
            case LINE -> VisibleText.shows(text, at, point) && !VisibleText.isOddBlank(text, at, point);
            case LINES -> VisibleText.shows(text, at, point) || isLineBreak(text, at);
        };
    }

    /// A lone carriage return is not a line break: a terminal would overwrite the text before it.
    private static boolean isLineBreak(String text, int at) {
        return text.charAt(at) == '\n' || text.startsWith("\r\n", at);
    }
}
