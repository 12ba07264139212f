package dev.opendollr.text;

/// Text as a terminal may show it, whatever was stored: what [TextRule#LINE] refuses is written by its number in
/// braces, so that no row can be forged and no escape sequence carried out.
public final class Escaped {
    private Escaped() {}

    public static String of(String text) {
        if (TextRule.LINE.allows(text)) {
            return text;
        }
        var shown = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (TextRule.LINE.isAllowed(text, at, point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u{%04X}".formatted(point));
            }
            at += Character.charCount(point);
        }
        return shown.toString();
    }
}
