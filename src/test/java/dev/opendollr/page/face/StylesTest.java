package dev.opendollr.page.face;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can be checked of the styles without a browser.
class StylesTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern SCHEME = Pattern.compile(":root \\{([^}]*)}");
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
    private static final Pattern CLASS = Pattern.compile("\\.([a-z][a-z-]*)(?![^{]*;)");
    private static final Pattern LISTED = Pattern.compile("(?m)^ {3}([a-z -]*[a-z]) {2,}");
    private static final Pattern USED = Pattern.compile("\\bclass=\"([a-z -]+)\"");

    private static final String CSS = read(Path.of("src/main/resources/page/page.css"));
    private static final String RULES = CSS.substring(CSS.indexOf("*/") + 2);

    /// The limits of WCAG 2.2, level AA: 4.5 for text, 3 for what shows where a field, a box or the focus is.
    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "text, paper, 4.5",
        "text, faint, 4.5",
        "soft, paper, 4.5",
        "soft, faint, 4.5",
        "link, paper, 4.5",
        "link, faint, 4.5",
        "main, paper, 4.5",
        "main, faint, 4.5",
        "on-main, main, 4.5",
        "on-main, soft, 4.5",
        "bad, paper, 4.5",
        "bad, faint, 4.5",
        "on-banner, banner, 4.5",
        "line, paper, 3",
        "focus, paper, 3",
        "focus, faint, 3",
        "good, faint, 3",
        "good, paper, 3",
        "wait, faint, 3",
        "wait, paper, 3",
    })
    void colours_differ_enough_in_every_scheme(String colour, String ground, double least) {
        var schemes = SCHEME.matcher(CSS).results().map(found -> found.group(1)).toList();
        assertThat(schemes).as("light, dark and paper").hasSize(3);
        var light = colours(schemes.getFirst());
        for (var scheme : schemes) {
            var colours = new HashMap<>(light);
            colours.putAll(colours(scheme));
            assertThat(contrast(
                            Objects.requireNonNull(colours.get(colour), colour),
                            Objects.requireNonNull(colours.get(ground), ground)))
                    .as(scheme)
                    .isGreaterThanOrEqualTo(least);
        }
    }

    @Test
    void contrast_is_measured_as_the_standard_says() {
        assertThat(contrast("000000", "ffffff")).isEqualTo(21);
        assertThat(contrast("767676", "ffffff")).isBetween(4.54, 4.55);
        assertThat(contrast("ffffff", "ffffff")).isEqualTo(1);
    }

    @Test
    void nothing_is_loaded_and_each_class_is_used_and_listed() {
        assertThat(RULES).doesNotContain("url(", "@import", "http", "!important");
        assertThat(styled()).isEqualTo(used()).isEqualTo(listed());
    }

    /// Whoever asked for more size, another scheme or paper gets it. Nothing moves, whoever asks.
    @Test
    void the_wishes_of_the_reader_are_heard() {
        assertThat(RULES)
                .contains(
                        "@media (prefers-color-scheme: dark)",
                        "@media print",
                        "@page { size: A4;",
                        ":focus-visible { outline: 3px");
        assertThat(RULES.replaceAll("(?s)@media print.*", "")).doesNotContainPattern("font(-size)?: [0-9.]+(px|pt)");
        assertThat(RULES)
                .doesNotContain(
                        "outline: none", "outline: 0", "animation", "transition", "@keyframes", "scroll-behavior");
    }

    private static Set<String> styled() {
        return CLASS.matcher(RULES).results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }

    /// The classes that the comment at the top of the styles explains: the names before the wide gap of a line.
    private static Set<String> listed() {
        return LISTED.matcher(CSS.substring(0, CSS.indexOf("*/")))
                .results()
                .flatMap(line -> Stream.of(line.group(1).split(" ")))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> used() {
        var used = new TreeSet<String>();
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            files.forEach(file -> USED.matcher(read(file))
                    .results()
                    .forEach(found -> used.addAll(List.of(found.group(1).split(" ")))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return used;
    }

    private static Map<String, String> colours(String scheme) {
        Map<String, String> colours = new HashMap<>();
        COLOUR.matcher(scheme).results().forEach(found -> colours.put(found.group(1), found.group(2)));
        return colours;
    }

    private static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(colour.substring(0, 2))
                + 0.7152 * linear(colour.substring(2, 4))
                + 0.0722 * linear(colour.substring(4));
    }

    private static double linear(String hex) {
        double share = Integer.parseInt(hex, 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
