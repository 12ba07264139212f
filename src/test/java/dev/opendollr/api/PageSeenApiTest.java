package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.link.Link;
import dev.opendollr.page.ExpectedPages;
import dev.opendollr.page.PageKind;
import dev.opendollr.page.PageState;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.testing.Browser;
import dev.opendollr.testing.Cells;
import dev.opendollr.testing.Links;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.Sale;
import dev.opendollr.testing.TestServer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of page, seen once in a browser. The deep tests see the page of every state.
class PageSeenApiTest {
    private static final int DECLINED_CARDS_MAX = 5;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    /// Pages that no state of the table for links to pay has: each has a test of its own here.
    private static final Set<PageKind> OTHERS = EnumSet.of(
            PageKind.RECEIPT,
            PageKind.NO_RECEIPT,
            PageKind.NOT_READY,
            PageKind.CLOSED,
            PageKind.LINK_UNKNOWN,
            PageKind.PAUSED);

    private final Cells cells = new Cells(SERVER);

    /// One state for each kind of page behind a link to pay.
    static Stream<PageState> states() {
        Map<PageKind, PageState> states = new EnumMap<>(PageKind.class);
        Cells.all().forEach(state -> states.putIfAbsent(ExpectedPages.pay(state), state));
        return states.values().stream();
    }

    @ParameterizedTest
    @MethodSource("states")
    void a_browser_shows_the_pages_of_a_state(PageState state) {
        try (var reached = cells.reach(state)) {
            see(reached.payUrl(), ExpectedPages.pay(state));
            see(Links.url(SERVER, reached.link(Link.Page.RECEIPT)), ExpectedPages.receipt(state));
        }
    }

    @Test
    void a_draft_has_a_page_too() {
        var registered = SERVER.register();
        var draft = Orders.create(SERVER.client(registered.credential()));
        var link = new Link(Link.Page.PAY, registered.merchant().id(), SourceKind.ORDER, new SourceId(draft));
        see(Links.url(SERVER, link), PageKind.NOT_READY);
    }

    @Test
    void a_merchant_who_may_take_no_payments_has_a_page_that_says_so() {
        var registered = SERVER.register();
        var sale = Sale.of(SERVER.client(registered.credential()));
        SERVER.unverify(registered.merchant().id());
        see(sale.url(), PageKind.CLOSED);
    }

    @Test
    void a_link_that_leads_nowhere_has_a_page() {
        see(SERVER.url() + "/pay/" + "A".repeat(44), PageKind.LINK_UNKNOWN);
    }

    @Test
    void a_payer_whose_cards_are_declined_again_and_again_is_told_to_wait() {
        var sale = Sale.of(SERVER.newMerchant());
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = PayersHands.payingByCard(visit.open(sale.url()), PayersHands.CARD_DECLINED);
            for (int declined = 1; declined < DECLINED_CARDS_MAX; declined++) {
                payer.tryAgain().chooseCard(PayersHands.CARD_DECLINED).pay();
            }
            payer.tryAgain().chooseCard(PayersHands.CARD).pay();
            look(payer, PageKind.PAUSED);
        }
        assertThat(sale.attempts()).isEqualTo(DECLINED_CARDS_MAX);
    }

    @Test
    void no_kind_of_page_is_forgotten() {
        var kinds = EnumSet.copyOf(OTHERS);
        states().map(ExpectedPages::pay).forEach(kinds::add);
        assertThat(kinds).containsExactlyInAnyOrder(PageKind.values());
    }

    private static void see(String url, PageKind kind) {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            look(new PayersHands(visit.open(url)), kind);
        }
    }

    private static void look(PayersHands payer, PageKind kind) {
        assertThat(payer.kind()).isEqualTo(PayersHands.nameOf(kind));
        assertThat(payer.page().title()).isNotBlank();
        assertThat(payer.page().locator("h1:visible").count()).isEqualTo(1);
        assertThat(payer.page().locator("img").count()).isZero();
        assertThat(payer.scrollsSideways()).isFalse();
    }
}
