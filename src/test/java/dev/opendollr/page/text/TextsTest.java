package dev.opendollr.page.text;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The texts of the pages: each that is asked for exists in every language, each that exists is asked for, and a
/// translator can tell where it stands.
class TextsTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path PAGES = Path.of("src/main/java/dev/opendollr/page");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");
    private static final Pattern KEY =
            Pattern.compile("\"((?:" + String.join("|", Bundle.sets()) + ")(?:\\.[a-z0-9_]+)+)\"");
    private static final int COMMENT_LENGTH_MIN = 10;
    /// The one text of ours that is markup.
    private static final String PICTURE = "$unsafe{receipt.code().svg()}";

    @Test
    void every_text_that_a_page_asks_for_exists_and_every_text_is_asked_for() throws IOException {
        for (var language : Language.values()) {
            assertThat(keys(language)).as(language.code()).isEqualTo(asked());
        }
    }

    @Test
    void every_language_has_the_same_texts_in_the_same_order_with_the_same_arguments_and_comments() {
        for (var set : Bundle.sets()) {
            var english = Bundle.of(set, Language.EN);
            for (var language : Language.values()) {
                var other = Bundle.of(set, language);
                assertThat(other.complaints()).isEmpty();
                assertThat(List.copyOf(other.entries().keySet()))
                        .as(other.name())
                        .isEqualTo(List.copyOf(english.entries().keySet()));
                other.entries().forEach((key, entry) -> {
                    var original = Objects.requireNonNull(english.entries().get(key), key);
                    assertThat(arguments(entry.text()))
                            .as(other.name() + " " + key)
                            .isEqualTo(arguments(original.text()));
                    assertThat(entry.comment()).as(other.name() + " " + key).isEqualTo(original.comment());
                });
            }
        }
    }

    /// A translator reads nothing but this file.
    @Test
    void a_comment_says_where_each_text_stands_and_what_its_arguments_are() {
        for (var set : Bundle.sets()) {
            Bundle.of(set, Language.EN).entries().forEach((key, entry) -> {
                assertThat(entry.comment()).as(key).hasSizeGreaterThan(COMMENT_LENGTH_MIN);
                assertThat(arguments(entry.comment())).as(key).isEqualTo(arguments(entry.text()));
            });
        }
    }

    /// [MessageFormat] takes a straight apostrophe for a quote and a brace for an argument, and a browser shows
    /// markup in a text as it stands.
    @Test
    void no_text_has_a_character_that_means_something_else_on_its_way_to_the_reader() {
        for (var set : Bundle.sets()) {
            for (var language : Language.values()) {
                Bundle.of(set, language).entries().forEach((key, entry) -> {
                    var text = entry.text();
                    assertThat(ARGUMENT.matcher(text).replaceAll(""))
                            .as(language.code() + " " + key)
                            .doesNotContain("'", "{", "}", "\\", "<", ">", "&");
                    assertThat(text)
                            .as(language.code() + " " + key)
                            .isEqualTo(Normalizer.normalize(text.strip(), Normalizer.Form.NFC));
                });
            }
        }
    }

    @Test
    void the_program_says_what_the_files_say() {
        for (var set : Bundle.sets()) {
            for (var language : Language.values()) {
                Bundle.of(set, language).entries().forEach((key, entry) -> {
                    var arguments = new String[] {"<a>", "{0}", "'b'", "4"};
                    var said = Texts.of(language).say(key, arguments);
                    assertThat(said)
                            .as(language.code() + " " + key)
                            .isEqualTo(ARGUMENT.matcher(entry.text())
                                    .replaceAll(found ->
                                            Matcher.quoteReplacement(arguments[Integer.parseInt(found.group(1))])));
                });
            }
        }
    }

    @Test
    void a_text_that_does_not_exist_is_a_bug() {
        var texts = Texts.of(Language.EN);
        assertThatThrownBy(() -> texts.say("common.nothing")).hasMessageContaining("common.nothing");
        assertThatThrownBy(() -> texts.say("nothing.at_all")).hasMessageContaining("nothing_en");
        assertThatThrownBy(() -> texts.say("nothing")).hasMessageContaining("no texts");
    }

    /// Escaping is the template engine's work, and nobody may switch it off.
    @Test
    void templates_escape_all_that_they_show_and_hold_no_words_of_their_own() throws IOException {
        List<String> complaints = new ArrayList<>();
        for (var template : files(TEMPLATES, ".jte")) {
            var source = Files.readString(template);
            if (source.replace(PICTURE, "").contains("$unsafe")) {
                complaints.add(template + ": $unsafe shows markup");
            }
            for (var word : Template.words(source)) {
                complaints.add(template + ": not from a bundle: " + word);
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void words_in_templates_are_found() {
        assertThat(Template.words("@import a.B\n@param B b\n<p title=\"Hi\">${b.say(\"x.y\", \"}\")} Hello</p>\n"))
                .containsExactly("Hi", "Hello");
        assertThat(Template.words("@if(a.b(\"c\") && d)\n<a href=\"?x\" class=\"y\" aria-label=\"${b}\">×</a>@endif"))
                .isEmpty();
        assertThat(Template.words("@template.layout(frame = frame, content = @`\n<h1>Paid</h1>\n`)"))
                .containsExactly("Paid");
        assertThat(Template.words("@for(var a : b)@if(c)yes@elseif(d)no@else\n!{var x = \"z\";}@endif@endfor"))
                .containsExactly("yes", "no");
    }

    private static Set<String> keys(Language language) {
        return Bundle.sets().stream()
                .flatMap(set -> Bundle.of(set, language).entries().keySet().stream())
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> asked() throws IOException {
        var keys = new TreeSet<String>();
        var sources = Stream.concat(files(PAGES, ".java").stream(), files(TEMPLATES, ".jte").stream());
        for (var source : sources.toList()) {
            KEY.matcher(Files.readString(source))
                    .results()
                    .map(key -> key.group(1))
                    .forEach(keys::add);
        }
        return keys;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> arguments(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }
}
