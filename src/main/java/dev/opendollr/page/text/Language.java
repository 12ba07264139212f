package dev.opendollr.page.text;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A language of the pages. Each has a name that its readers find in any other language's page.
public enum Language {
    EN("English"),
    FR("Français"),
    RW("Ikinyarwanda"),
    SW("Kiswahili");

    /// How much of a header is read: browsers send a few short elements.
    static final int ELEMENTS_MAX = 20;

    private static final int ELEMENT_MAX = 60;
    /// A language, its variants, and a weight.
    private static final Pattern ELEMENT = Pattern.compile(
            "\\s*([a-z]{2,8})(?:-[a-z0-9-]*)?\\s*(?:;\\s*q\\s*=\\s*(0(?:\\.[0-9]{1,3})?|1(?:\\.0{1,3})?)\\s*)?");

    private final String ownName;
    private final Locale locale = Locale.of(name().toLowerCase(Locale.ROOT));

    Language(String ownName) {
        this.ownName = ownName;
    }

    /// As the attribute `lang` and the header `Content-Language` name it.
    public String code() {
        return locale.getLanguage();
    }

    public String ownName() {
        return ownName;
    }

    public Locale locale() {
        return locale;
    }

    /// The language that the reader chose on a page, else the one that the browser likes best, else English.
    /// `accepted` are the values of `Accept-Language`. An element that is not well formed says nothing, and no
    /// more than [#ELEMENTS_MAX] elements are read.
    public static Language of(List<String> accepted, Optional<String> chosen) {
        return chosen.flatMap(Language::ofCode).or(() -> liked(accepted)).orElse(EN);
    }

    /// By its ISO 639 code, as [#code] gives it.
    public static Optional<Language> ofCode(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    private static Optional<Language> liked(List<String> accepted) {
        return accepted.stream()
                .flatMap(value ->
                        Arrays.stream(value.split(",", ELEMENTS_MAX + 1)).limit(ELEMENTS_MAX))
                .limit(ELEMENTS_MAX)
                .map(Language::wish)
                .flatMap(Optional::stream)
                .filter(wish -> wish.weight().signum() > 0)
                .max(Comparator.comparing(Wish::weight))
                .map(Wish::language);
    }

    /// A language of ours that a browser likes. Of those with the same weight, the first one counts.
    private record Wish(Language language, BigDecimal weight) {}

    private static Optional<Wish> wish(String element) {
        if (element.length() > ELEMENT_MAX) {
            return Optional.empty();
        }
        var parts = ELEMENT.matcher(element.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        var weight = Optional.ofNullable(parts.group(2)).map(BigDecimal::new).orElse(BigDecimal.ONE);
        return ofCode(parts.group(1)).map(language -> new Wish(language, weight));
    }
}
