package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.opendollr.link.Link;
import dev.opendollr.page.ExpectedPages;
import dev.opendollr.page.PageKind;
import dev.opendollr.page.PageState;
import dev.opendollr.testing.Browser;
import dev.opendollr.testing.Cells;
import dev.opendollr.testing.Links;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.Sale;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// axe-core finds nothing on any page: in four languages, with and without scripts, and in the dark.
@Tag("deep")
class PageAxeDeepTest {
    /// Colours do not depend on the language.
    private static final List<Phone> PHONES = Stream.concat(
                    Stream.of("en", "fr", "rw", "sw")
                            .map(Phone.USUAL::speaking)
                            .flatMap(phone -> Stream.of(phone, phone.withoutScripts())),
                    Stream.of(Phone.USUAL.dark()))
            .toList();

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static Axe axe;

    private final Cells cells = new Cells(SERVER);

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        axe = Axe.install();
    }

    @TestFactory
    Stream<DynamicTest> nothing_is_found_on_any_kind_of_page() {
        Map<PageKind, PageState> states = new EnumMap<>(PageKind.class);
        Cells.all().forEach(state -> states.putIfAbsent(ExpectedPages.pay(state), state));
        return states.entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.toString(), () -> {
                    try (var reached = cells.reach(kind.getValue())) {
                        var receipt = Links.url(SERVER, reached.link(Link.Page.RECEIPT));
                        assertThat(findings(page -> page.navigate(reached.payUrl())))
                                .isEmpty();
                        if (kind.getKey() == PageKind.PAID || kind.getKey() == PageKind.PAY) {
                            assertThat(findings(page -> page.navigate(receipt))).isEmpty();
                        }
                    }
                }));
    }

    @Test
    void nothing_is_found_on_the_steps_and_on_what_they_say_to_a_wrong_number() {
        var sale = Sale.of(SERVER.newMerchant(), 3, ", \"note\": \"Thanks\"");
        assertThat(findings(page -> begin(page, sale))).isEmpty();
        assertThat(findings(page -> begin(page, sale).typeNumber("0771234789"))).isEmpty();
        assertThat(findings(page -> {
                    begin(page, sale).page().fill("input[name=number]", "12");
                    page.locator(PayersHands.PHONE_BUTTON).first().click();
                    page.locator("[role=alert]").waitFor();
                }))
                .isEmpty();
    }

    private static PayersHands begin(Page page, Sale sale) {
        page.navigate(sale.url());
        return new PayersHands(page).begin();
    }

    @Test
    void nothing_is_found_on_a_page_that_says_that_there_is_none() {
        assertThat(findings(page -> page.navigate(SERVER.url() + "/pay/" + "A".repeat(44))))
                .isEmpty();
        assertThat(findings(page -> page.navigate(SERVER.url() + "/pay/"))).isEmpty();
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void what_is_wrong_is_found(boolean runsScripts) {
        try (var visit = BROWSER.visit(runsScripts ? Phone.USUAL : Phone.USUAL.withoutScripts())) {
            var page = visit.tab();
            page.setContent("<title>Shop</title><main><h1>Pay</h1><input name=number></main>");
            assertThat(axe.findings(page, runsScripts))
                    .anyMatch(found -> found.startsWith("html-has-lang: "))
                    .anyMatch(found -> found.startsWith("label: <input name=\"number\">"));
        }
    }

    /// What axe finds on the page to which `way` leads, on phones of all kinds.
    private static List<String> findings(Consumer<Page> way) {
        List<String> findings = new ArrayList<>();
        for (var phone : PHONES) {
            try (var visit = BROWSER.visit(phone)) {
                var page = visit.tab();
                way.accept(page);
                axe.findings(page, phone.runsScripts()).forEach(found -> findings.add(phone + " " + found));
            }
        }
        return findings;
    }
}
