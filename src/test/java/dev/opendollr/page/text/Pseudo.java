package dev.opendollr.page.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A language that nobody speaks: English whose texts all stand between two brackets. What stands outside of them on
/// a page comes from no bundle.
public final class Pseudo {
    private static final Pattern SEEN_ATTRIBUTE =
            Pattern.compile("\\b(?:title|alt|placeholder|label|aria-label|aria-description)=\"([^\"]*)\"");
    private static final Pattern UNSEEN = Pattern.compile("(?s)<(svg|script|style)\\b.*?</\\1>|<!doctype[^>]*>");
    private static final Pattern TAG = Pattern.compile("(?s)<[^<>]*>");
    private static final Pattern ENTITY = Pattern.compile("&[a-z]+;|&#\\w+;");
    private static final Pattern SPOKEN = Pattern.compile("(?s)⟦[^⟦⟧]*⟧");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private Pseudo() {}

    public static Texts texts() {
        return new Texts(Language.EN, pattern -> "⟦" + pattern + "⟧");
    }

    /// The words of a page that come from no bundle. The page shows data without letters.
    public static List<String> wordsOutside(String html) {
        List<String> seen = new ArrayList<>();
        SEEN_ATTRIBUTE.matcher(html).results().map(found -> found.group(1)).forEach(seen::add);
        seen.add(TAG.matcher(UNSEEN.matcher(html).replaceAll("")).replaceAll("\n"));
        List<String> words = new ArrayList<>();
        for (var text : seen) {
            var outside = SPOKEN.matcher(ENTITY.matcher(text).replaceAll("")).replaceAll("");
            WORD.matcher(outside).results().map(found -> found.group()).forEach(words::add);
        }
        return words;
    }
}
