package dev.opendollr.page.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.page.Facts;
import dev.opendollr.page.Frame;
import dev.opendollr.page.PlainPage;
import dev.opendollr.page.receipt.Code;
import dev.opendollr.page.receipt.ReceiptView;
import dev.opendollr.page.receipt.ReceiptView.Back;
import dev.opendollr.page.receipt.ReceiptView.Line;
import dev.opendollr.page.template.JteplainGenerated;
import dev.opendollr.page.template.JtereceiptGenerated;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Pages in a language that nobody speaks, filled with data without letters: every letter must be a text's.
class PseudoLocaleTest {
    private static final Frame FRAME = new Frame(
            Pseudo.texts(),
            "none",
            "1",
            true,
            List.of(new Frame.Choice("en", "1", "?", true), new Frame.Choice("fr", "2", "?", false)),
            "/1.css",
            Optional.of("/2.js"),
            Optional.of(Duration.ofSeconds(5)));

    @Test
    void a_plain_page_has_no_words_of_its_own() {
        var page = new PlainPage("1", List.of("2", "3"), Optional.of("4"));
        assertSpoken(out -> JteplainGenerated.render(out, null, FRAME, page));
    }

    @Test
    void a_receipt_has_no_words_of_its_own() {
        var facts = new Facts().add("1", "2").add("3", Optional.of("4"));
        var backs = List.of(new Back("1", "2", "3"));
        var receipt = new ReceiptView(
                "1",
                "2",
                "3",
                facts,
                facts,
                List.of(new Line("1", "2", "3", "4", "5")),
                "6",
                "7",
                facts,
                facts,
                backs,
                backs,
                Code.of("https://1.2/"));
        assertSpoken(out -> JtereceiptGenerated.render(out, null, FRAME, receipt));
    }

    @Test
    void a_word_that_comes_from_no_bundle_is_found() {
        assertThat(Pseudo.wordsOutside("<p title=\"Hi\">⟦Hello ⟦1⟧ you⟧&nbsp;World <b lang=\"en\">⟦x⟧</b></p>"))
                .containsExactly("Hi", "Hello", "you", "World");
        assertThat(Pseudo.wordsOutside(
                        "<p class=\"lead\" title=\"⟦Hi⟧\">⟦Hello⟧ 12 × 3</p><svg><path d=\"M0\"/></svg>"))
                .isEmpty();
    }

    private static void assertSpoken(Consumer<HtmlTemplateOutput> page) {
        var html = new StringOutput();
        page.accept(new OwaspHtmlTemplateOutput(html));
        assertThat(html.toString()).contains("⟦");
        assertThat(Pseudo.wordsOutside(html.toString())).isEmpty();
    }
}
