package dev.opendollr.page.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// The texts of the pages in one language, from the files `page/<set>_<language>.properties`. The first word of a
/// key names its set. A text is a pattern of [MessageFormat] whose arguments are texts, so a translator may move
/// them. Other threads may use it at the same time.
public final class Texts {
    private static final Map<Language, Texts> ALL = new ConcurrentHashMap<>();

    private final Language language;
    private final UnaryOperator<String> spoken;
    private final Map<String, Properties> sets = new ConcurrentHashMap<>();

    /// `spoken` turns a pattern into the one that is shown. A test passes one that marks each text, and so finds
    /// words that come from nowhere else.
    Texts(Language language, UnaryOperator<String> spoken) {
        this.language = language;
        this.spoken = spoken;
    }

    public static Texts of(Language language) {
        return ALL.computeIfAbsent(language, chosen -> new Texts(chosen, UnaryOperator.identity()));
    }

    public Language language() {
        return language;
    }

    public Shown shown() {
        return Shown.of(language);
    }

    /// The text of `key`, which the program must know. The arguments are as the reader shall see them: amounts and
    /// names have passed [Shown] before.
    public String say(String key, String... arguments) {
        var pattern = spoken.apply(pattern(key));
        return arguments.length == 0 && pattern.indexOf('{') < 0
                ? pattern
                : new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }

    private String pattern(String key) {
        var set = key.substring(0, Math.max(0, key.indexOf('.')));
        var pattern = sets.computeIfAbsent(set, this::load).getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no text " + key + " in " + language);
        }
        return pattern;
    }

    private Properties load(String set) {
        var name = "/page/" + set + "_" + language.code() + ".properties";
        var properties = new Properties();
        try (var stream = Texts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no texts " + name);
            }
            properties.load(new InputStreamReader(stream, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }
}
