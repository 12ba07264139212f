package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.link.Link;
import dev.opendollr.page.ExpectedPages;
import dev.opendollr.page.PageKind;
import dev.opendollr.testing.Browser;
import dev.opendollr.testing.Cells;
import dev.opendollr.testing.Links;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.TestServer;
import dev.opendollr.testing.Visit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pages of every state that a payer can meet, in a browser on a narrow phone.
@Tag("deep")
class PageCellsDeepTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Cells cells = new Cells(SERVER);

    @TestFactory
    Stream<DynamicTest> each_state_shows_its_page_with_a_way_on() {
        return Cells.all().stream()
                .map(state -> DynamicTest.dynamicTest(state.toString(), () -> {
                    try (var reached = cells.reach(state);
                            var visit = BROWSER.visit(Phone.USUAL.wide(Phone.NARROW))) {
                        look(visit, reached.payUrl(), ExpectedPages.pay(state));
                        look(visit, Links.url(SERVER, reached.link(Link.Page.RECEIPT)), ExpectedPages.receipt(state));
                    }
                }));
    }

    private static void look(Visit visit, String url, PageKind kind) {
        var payer = new PayersHands(visit.open(url));
        assertThat(payer.kind()).isEqualTo(PayersHands.nameOf(kind));
        assertThat(payer.page().locator("h1:visible").count()).isEqualTo(1);
        assertThat(payer.scrollsSideways()).isFalse();
        if (kind != PageKind.RECEIPT) {
            assertThat(payer.page()
                            .locator("main a[href]:visible, main button:visible")
                            .count())
                    .isPositive();
        }
    }
}
