package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.link.Link;
import dev.opendollr.page.MoneySentence;
import dev.opendollr.page.PageKind;
import dev.opendollr.page.PageState;
import dev.opendollr.page.PageState.Back;
import dev.opendollr.page.PageState.CancelWish;
import dev.opendollr.page.PageState.Deadline;
import dev.opendollr.page.PageState.Newest;
import dev.opendollr.page.Way;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.testing.Cells;
import dev.opendollr.testing.Lookout;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a page is made of, beside the table: the merchant, the money that goes back, prices and ways.
class SightsApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Cells cells = new Cells(SERVER);
    private final Lookout lookout = new Lookout(SERVER);

    @AfterEach
    void close() {
        lookout.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "ACTIVE, NONE, CLOSED, 403",
        "ACTIVE, DECLINED_ALL, CLOSED, 403",
        "PROCESSING, ASKED, APPROVE, 200",
        "PAID, KEPT, PAID, 200",
        "CANCELED, NONE, CANCELED, 200",
    })
    void a_merchant_that_is_not_verified_begins_no_payment_and_ends_those_that_have_begun(
            SourceStatus status, Newest newest, PageKind page, int httpStatus) {
        try (var reached = cells.reach(state(status, newest, Back.NO))) {
            var before = lookout.see(reached.link(Link.Page.PAY));
            SERVER.unverify(before.source().merchant());

            var sight = lookout.see(reached.link(Link.Page.PAY));

            assertThat(sight.page()).isEqualTo(page);
            assertThat(sight.httpStatus()).isEqualTo(httpStatus);
            assertThat(sight.isVerified()).isFalse();
            assertThat(sight.money()).isEqualTo(before.money());
            assertThat(sight.may(Way.PAY) || sight.may(Way.PAY_AGAIN)).isFalse();
            assertThat(sight.may(Way.SHOP)).isEqualTo(status != SourceStatus.PROCESSING);
            assertThat(lookout.see(reached.link(Link.Page.RECEIPT)).page())
                    .isEqualTo(status == SourceStatus.PAID ? PageKind.RECEIPT : PageKind.NO_RECEIPT);
        }
    }

    @Test
    void a_card_has_no_wrong_number_and_nothing_to_dial() {
        try (var reached = cells.reach(state(SourceStatus.PROCESSING, Newest.UNSURE, Back.NO))) {
            var byPhone = lookout.see(reached.link(Link.Page.PAY));
            assertThat(byPhone.may(Way.WRONG_NUMBER)).isTrue();
            assertThat(byPhone.may(Way.DIAL)).isTrue();
            assertThat(byPhone.standing().newest().orElseThrow().account()).contains(Payments.STAYS_IN_FLIGHT);
            assertThat(byPhone.standing().toString()).doesNotContain(Payments.STAYS_IN_FLIGHT);
        }
        var shop = SERVER.newMerchant();
        var order = Orders.createActive(shop);
        shop.post("/sandbox/outages", """
            {"payment_method": "CREDIT_CARD", "kind": "TIMES_OUT", "seconds": 600}\
            """).expect(200);
        var _ = Payments.collectOrder(shop, order, Payments.card(shop, "pm_card_visa"));

        var byCard = lookout.see(linkToPay(order));

        assertThat(byCard.page()).isEqualTo(PageKind.UNKNOWN);
        assertThat(byCard.may(Way.WRONG_NUMBER)).isFalse();
        assertThat(byCard.may(Way.DIAL)).isFalse();
        assertThat(byCard.may(Way.LOOK_AGAIN)).isTrue();
    }

    @Test
    void money_that_goes_back_is_named_with_amount_time_and_number() {
        try (var reached = cells.reach(state(SourceStatus.ACTIVE, Newest.BACK, Back.GOING))) {
            var sight = lookout.see(reached.link(Link.Page.PAY));
            var newest = sight.standing().newest().orElseThrow().execution();
            assertThat(sight.standing().returns()).singleElement().satisfies(back -> {
                assertThat(back.id()).isEqualTo(newest.id());
                assertThat(back.amount()).isEqualTo(newest.quote().payerAmount());
                assertThat(back.cameAt()).isEqualTo(newest.notKeptAt().orElseThrow());
                assertThat(back.wentAt()).isEmpty();
            });
        }
        try (var reached = cells.reach(state(SourceStatus.PAID, Newest.KEPT, Back.WENT))) {
            var sight = lookout.see(reached.link(Link.Page.RECEIPT));
            assertThat(sight.money()).containsExactly(MoneySentence.TAKEN, MoneySentence.WENT_BACK);
            assertThat(sight.standing().attempts()).isEqualTo(2);
            assertThat(sight.standing().returns())
                    .singleElement()
                    .satisfies(back -> assertThat(back.wentAt().orElseThrow()).isBetween(back.cameAt(), sight.now()));
        }
    }

    @Test
    void a_source_without_a_checkout_has_no_deadline_and_no_way_to_a_site() {
        var shop = SERVER.newMerchant();
        var order = Orders.createActive(shop);
        shop.post("/v1/orders/" + order + "/cancel-requests", "").expect(200);

        var sight = lookout.see(linkToPay(order));

        assertThat(sight.state().deadline()).isEqualTo(Deadline.OPEN);
        assertThat(sight.checkout()).isEmpty();
        assertThat(sight.payer()).isEmpty();
        assertThat(sight.shop()).isEmpty();
        assertThat(sight.may(Way.SHOP)).isFalse();
        assertThat(sight.elapsed()).isEmpty();
    }

    @Test
    void what_is_not_there_and_what_is_anothers_is_not_seen() {
        var order = linkToPay(Orders.createActive(SERVER.newMerchant()));
        var other = linkToPay(Orders.createActive(SERVER.newMerchant()));
        for (var link : List.of(
                new Link(Link.Page.PAY, other.merchant(), order.sourceKind(), order.sourceId()),
                new Link(Link.Page.PAY, order.merchant(), SourceKind.INVOICE, order.sourceId()),
                new Link(Link.Page.PAY, order.merchant(), order.sourceKind(), new SourceId(987_654_321)))) {
            assertThat(lookout.find(link)).isEmpty();
        }
        assertThat(lookout.find(order)).isPresent();
    }

    @Test
    void a_page_has_the_prices_that_a_payment_then_has() {
        var shop = SERVER.newMerchant();
        var order = Orders.createActive(shop);
        var prices = lookout.sights()
                .prices(
                        lookout.see(linkToPay(order)),
                        List.of(PaymentMethod.MTN_MOMO_LBR, PaymentMethod.AIRTEL_RWA, PaymentMethod.CREDIT_CARD));
        assertThat(prices)
                .extracting(priced -> priced.method() + " "
                        + priced.quote().payerAmount().getCurrencyUnit().getCode())
                .containsExactly(
                        "MTN_MOMO_LBR LRD",
                        "MTN_MOMO_LBR USD",
                        "AIRTEL_RWA RWF",
                        "CREDIT_CARD USD",
                        "CREDIT_CARD LRD",
                        "CREDIT_CARD RWF");
        var account = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
        Payments.collect(shop, Payments.checkout(shop, order), account, "LRD", Payments.reference())
                .expect(200);
        var paid =
                lookout.see(linkToPay(order)).standing().newest().orElseThrow().execution();
        assertThat(prices.getFirst().quote()).isEqualTo(paid.quote());
    }

    private static PageState state(SourceStatus status, Newest newest, Back back) {
        return new PageState(status, Deadline.OPEN, newest, CancelWish.NO, back);
    }

    private static Link linkToPay(long order) {
        var merchant = SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery("select merchant_id from source where id = :id")
                        .bind("id", order)
                        .mapTo(Long.class)
                        .one());
        return new Link(Link.Page.PAY, new MerchantId(merchant), SourceKind.ORDER, new SourceId(order));
    }
}
