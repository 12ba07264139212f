package dev.opendollr.page.pay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.page.Frame;
import dev.opendollr.page.template.JtepaycheckGenerated;
import dev.opendollr.page.template.JtepayendGenerated;
import dev.opendollr.page.template.JtepayhowGenerated;
import dev.opendollr.page.template.JtepaywaitGenerated;
import dev.opendollr.page.template.JtepaywhatGenerated;
import dev.opendollr.page.text.Pseudo;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The pages of a payment in a language that nobody speaks, filled with data without letters: every letter must be a
/// text's.
class PayTemplatesTest {
    private static final Frame FRAME =
            new Frame(Pseudo.texts(), "none", "1", true, List.of(), "/1.css", Optional.of("/2.js"), Optional.empty());
    private static final Optional<String> SOME = Optional.of("9");
    private static final List<Option> OPTIONS = List.of(new Option("1", "2", true), new Option("3", "4", false));

    @Test
    void step_1_has_no_words_of_its_own() {
        var bill = new Bill("1", "2", List.of(new Bill.Line("3", "4", "5", "6")), "7", SOME, "8", SOME, SOME);
        var currencies = List.of(
                new WhatView.Currency("1", "2", SOME, true), new WhatView.Currency("3", "4", Optional.empty(), false));
        var view = new WhatView(SOME, Optional.of(Field.COUNTRY), bill, OPTIONS, currencies, "?", "1", SOME);
        assertSpoken(out -> JtepaywhatGenerated.render(out, null, FRAME, view));
    }

    @Test
    void step_2_has_no_words_of_its_own() {
        var operators = List.of(
                new HowView.Operator("1", "2", "3", true, true), new HowView.Operator("4", "5", "6", false, false));
        for (boolean isCardOpen : List.of(true, false)) {
            var view = new HowView(
                    SOME,
                    Optional.of(Field.NUMBER),
                    "1",
                    "2",
                    "3",
                    "4",
                    "5",
                    "6",
                    operators,
                    OPTIONS,
                    SOME,
                    isCardOpen,
                    "?",
                    "7",
                    "?8",
                    SOME);
            assertSpoken(out -> JtepayhowGenerated.render(out, null, FRAME, view));
        }
    }

    @Test
    void step_3_has_no_words_of_its_own() {
        for (boolean isPhone : List.of(true, false)) {
            var fees = List.of(new CheckView.Fee("1", "2"));
            var view =
                    new CheckView(SOME, "1", "2", "3", SOME, SOME, fees, "5", "6", "7", isPhone, "?8", "?", "9", SOME);
            assertSpoken(out -> JtepaycheckGenerated.render(out, null, FRAME, view));
        }
    }

    @Test
    void step_4_has_no_words_of_its_own() {
        var help = new WaitView.Help(true, true, List.of(new WaitView.Channel("*1#", "*1%23", List.of("1", "2"))));
        var view = new WaitView(
                "1",
                List.of("2"),
                List.of("3"),
                "4",
                "5",
                SOME,
                SOME,
                7,
                "0:07",
                SOME,
                Optional.of(help),
                SOME,
                true,
                true,
                "6",
                "7",
                "?");
        assertSpoken(out -> JtepaywaitGenerated.render(out, null, FRAME, view));
    }

    @Test
    void step_5_has_no_words_of_its_own() {
        var leaving = new EndView.WayOn("1", "?2", true);
        var staying = new EndView.WayOn("3", "?4", false);
        for (var way : List.of(Optional.of(leaving), Optional.of(staying), Optional.<EndView.WayOn>empty())) {
            var view = new EndView(
                    SOME, "1", "2", List.of("3"), List.of("4"), "5", SOME, "6", SOME, SOME, way, List.of(staying));
            assertSpoken(out -> JtepayendGenerated.render(out, null, FRAME, view));
        }
    }

    private static void assertSpoken(Consumer<HtmlTemplateOutput> page) {
        var html = new StringOutput();
        page.accept(new OwaspHtmlTemplateOutput(html));
        assertThat(html.toString()).contains("⟦");
        assertThat(Pseudo.wordsOutside(html.toString())).isEmpty();
    }
}
