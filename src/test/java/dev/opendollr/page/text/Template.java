package dev.opendollr.page.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the words that stand in a template itself, and so are the same in every language.
final class Template {
    private static final Pattern LINES = Pattern.compile("(?m)^@(import|param)\\b.*$");
    private static final Pattern ENDS = Pattern.compile("@(else|endif|endfor|raw|endraw)\\b");
    /// What readers see or hear of an element besides its text.
    private static final Pattern SEEN_ATTRIBUTE =
            Pattern.compile("\\b(?:title|alt|placeholder|label|aria-label|aria-description)=\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}’-]*\\p{L}[\\p{L}\\p{M}’-]*");

    private final String source;
    private final StringBuilder rest = new StringBuilder();
    private int at;

    private Template(String source) {
        this.source = source;
    }

    static List<String> words(String source) {
        var html = new Template(LINES.matcher(source).replaceAll("")).withoutJava();
        List<String> words = new ArrayList<>();
        SEEN_ATTRIBUTE.matcher(html).results().forEach(found -> collect(found.group(1), words));
        collect(TAG.matcher(html).replaceAll(" "), words);
        return words;
    }

    private static void collect(String text, List<String> words) {
        WORD.matcher(text).results().map(found -> found.group()).forEach(words::add);
    }

    private String withoutJava() {
        while (at < source.length()) {
            if (source.startsWith("${", at) || source.startsWith("!{", at)) {
                at += 1;
                skip('{', '}');
            } else if (source.startsWith("$unsafe{", at)) {
                at += "$unsafe".length();
                skip('{', '}');
            } else if (source.startsWith("@if(", at)
                    || source.startsWith("@elseif(", at)
                    || source.startsWith("@for(", at)
                    || source.startsWith("@template.", at)) {
                at = source.indexOf('(', at);
                skip('(', ')');
                rest.append(' ');
            } else {
                rest.append(source.charAt(at++));
            }
        }
        return ENDS.matcher(rest).replaceAll(" ").replaceAll("`\\s*[,)]", " ");
    }

    /// Skips what stands between two brackets, and the strings in it. Ends early where content begins, which a
    /// template hands to another one.
    private void skip(char open, char close) {
        int depth = 0;
        boolean isString = false;
        for (; at < source.length(); at++) {
            char here = source.charAt(at);
            if (isString) {
                at += here == '\\' ? 1 : 0;
                isString = here != '"';
            } else if (here == '"') {
                isString = true;
            } else if (here == '`') {
                at++;
                return;
            } else if (here == open) {
                depth++;
            } else if (here == close && --depth == 0) {
                at++;
                return;
            }
        }
    }
}
