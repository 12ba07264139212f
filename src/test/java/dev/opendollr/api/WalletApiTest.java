package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What a merchant sees of its wallets.
class WalletApiTest {
    private static final String LIST = "/v1/wallets/list";
    private static final String PHONE = "231770000001";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = newShop();

    private static Client newShop() {
        var registered = SERVER.register();
        SERVER.setPasscode(registered.merchant().id(), PHONE, "till-1", "123456");
        return SERVER.client(registered.credential());
    }

    @Test
    void a_merchant_to_whom_nothing_was_paid_has_no_wallet() {
        assertThat(shop.get(LIST).expect(200).body()).isEqualTo("[]");
        collect("USD", Payments.NO_MONEY);
        assertThat(shop.get(LIST).expect(200).body()).isEqualTo("[]");
    }

    @Test
    void a_collection_a_payout_and_a_refund_are_in_the_wallet_each_once() {
        var collection = collect("USD", Payments.COMPLETES);
        var payout = payOut("2");
        var refund = refund(collection, "1");

        var wallet = shop.get(LIST).expect(200).json().get(0);
        assertThat(wallet.path("currency").stringValue()).isEqualTo("USD");
        assertThat(wallet.path("status").stringValue()).isEqualTo("ACTIVE");
        // 2 are paid out and cost 0.02 and 0.01 + 0.05.
        assertThat(wallet.path("balance").decimalValue()).isEqualByComparingTo("1.92");
        assertThat(entries(wallet))
                .containsExactly(
                        "COLLECTION 5 GATEWAY " + collection.text("reference_id"),
                        "PAYOUT_STARTED -2.08 IN_TRANSIT " + payout.text("reference_id"),
                        "REFUND_STARTED -1 IN_TRANSIT " + refund.text("reference_id"));
        assertThat(shop.get(LIST).expect(200).json()).hasSize(1);
    }

    @Test
    void what_could_not_be_paid_out_comes_back() {
        collect("USD", Payments.COMPLETES);
        long recipient = Payments.account(shop, "PAYOUT", "231771234089");
        var failed = Payments.payOut(
                shop, Payments.payoutSession(shop, recipient, "USD", "2"), recipient, Payments.reference());
        assertThat(failed.expect(200).text("status")).isEqualTo("FAILED");
        var tooMuch = payOut("1000");
        assertThat(tooMuch.text("status")).isEqualTo("FAILED");
        assertThat(tooMuch.text("wallet_message")).isNotEmpty();

        var wallet = shop.get(LIST).expect(200).json().get(0);
        assertThat(wallet.path("balance").decimalValue()).isEqualByComparingTo("5");
        var reference = failed.text("reference_id");
        assertThat(entries(wallet))
                .hasSize(3)
                .endsWith("PAYOUT_STARTED -2.08 IN_TRANSIT " + reference, "PAYOUT_FAILED 2.08 IN_TRANSIT " + reference);
    }

    @Test
    void what_a_frozen_wallet_refuses_goes_back_and_the_order_can_be_paid_again() {
        collect("USD", Payments.COMPLETES);
        var balance = Payments.balance(shop, "USD");
        setStatus("FROZEN");
        long order = Orders.createActive(shop);
        long payer = Payments.account(shop, "COLLECTION", Payments.COMPLETES);

        var refused = Payments.collectOrder(shop, order, payer);

        assertThat(refused.text("status")).isEqualTo("FAILED");
        assertThat(refused.text("wallet_message")).contains("the money is given back");
        Eventually.isTrue("given back", () -> events(order).contains("PAYMENT_RETURNED"));
        assertThat(events(order)).endsWith("PAYMENT_STARTED", "PAYMENT_NOT_KEPT", "PAYMENT_FAILED", "PAYMENT_RETURNED");
        assertThat(Payments.balance(shop, "USD")).isEqualTo(balance);
        setStatus("ACTIVE");
        assertThat(Payments.collectOrder(shop, order, payer).text("status")).isEqualTo("COMPLETED");
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");
    }

    /// As an operator does on the command line.
    private void setStatus(String status) {
        long wallet = Payments.wallet(shop, "USD");
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute("update wallet set status = ? where id = ?", status, wallet));
    }

    private List<String> events(long order) {
        return shop.get("/v1/orders/" + order + "/events")
                .expect(200)
                .json()
                .valueStream()
                .map(event -> event.path("type").stringValue())
                .toList();
    }

    @Test
    void a_transfer_leaves_one_wallet_and_comes_into_another() {
        var partnerPhone = SERVER.demoMerchant().partnerPhone();
        collect("USD", Payments.COMPLETES);
        long receiver = Payments.partner(shop, partnerPhone);
        long session = Payments.transferSession(shop, Payments.wallet(shop, "USD"), receiver, "USD", "2");
        var transfer = Payments.transfer(shop, session, Payments.reference()).expect(200);
        assertThat(transfer.text("status")).isEqualTo("COMPLETED");

        var reference = transfer.text("reference_id");
        var entries = entries(shop.get(LIST).expect(200).json().get(0));
        assertThat(entries).contains("TRANSFER_SENT -2 CLEARING " + reference);
        assertThat(Payments.balance(shop, "USD")).isEqualTo("2.99");
    }

    @Test
    void there_is_a_wallet_for_each_currency_in_pages() {
        collect("USD", Payments.COMPLETES);
        collect("LRD", Payments.COMPLETES);
        collect("USD", Payments.COMPLETES);
        collect("LRD", Payments.COMPLETES);
        var wallets = Pages.ids(shop.get(LIST));
        assertThat(wallets).hasSize(2).isSorted();
        assertThat(Pages.ids(shop, LIST + "?limit=1"))
                .containsExactly(List.of(wallets.getFirst()), List.of(wallets.getLast()));
        assertThat(Pages.ids(shop.get(LIST + "?after=" + wallets.getFirst()))).containsExactly(wallets.getLast());
        for (var wallet : wallets) {
            var entries = "/v1/wallets/" + wallet + "/entries";
            var ids = Pages.ids(shop.get(entries));
            assertThat(ids).hasSize(2).isSorted();
            assertThat(Pages.ids(shop, entries + "?limit=1"))
                    .containsExactly(List.of(ids.getFirst()), List.of(ids.getLast()));
            assertThat(Pages.ids(shop.get(entries + "?after=" + ids.getLast()))).isEmpty();
        }
    }

    @Test
    void a_page_that_makes_no_sense_is_refused() {
        collect("USD", Payments.COMPLETES);
        for (var path : List.of(LIST, "/v1/wallets/" + Payments.wallet(shop, "USD") + "/entries")) {
            assertThat(shop.get(path + "?limit=0&after=-1").expect(422).errors())
                    .containsExactly("query.limit greater_than_equal", "query.after greater_than_equal");
            assertThat(shop.get(path + "?limit=1001").expect(422).errors())
                    .containsExactly("query.limit less_than_equal");
        }
    }

    @Test
    void a_foreign_wallet_is_not_found_and_not_listed() {
        collect("USD", Payments.COMPLETES);
        long wallet = Payments.wallet(shop, "USD");
        var intruder = newShop();
        assertThat(intruder.get(LIST).expect(200).body()).isEqualTo("[]");
        for (var id : List.of(Long.toString(wallet), "987654321", "0", "-1", "abc", "99999999999999999999")) {
            assertThat(intruder.get("/v1/wallets/" + id + "/entries")
                            .expect(404)
                            .text("detail"))
                    .isEqualTo("Wallet not found");
        }
        shop.get("/v1/wallets/" + wallet + "/entries").expect(200);
    }

    @Test
    void wallets_are_shown_to_nobody_without_a_token() {
        SERVER.stranger().get(LIST).expect(401);
        SERVER.stranger().get("/v1/wallets/1/entries").expect(401);
    }

    /// Collects an order over 5 from this phone.
    private Answer collect(String currency, String phone) {
        long order = shop.post("/v1/orders/create", Orders.draft(Orders.counterparty(shop), currency))
                .expect(200)
                .id();
        shop.post(Kind.ORDER.path() + "/" + order + "/items/add", Orders.item(currency, 1, "5"))
                .expect(200);
        shop.put(Kind.ORDER.path() + "/publish/" + order, "").expect(200);
        long account = Payments.account(shop, "COLLECTION", phone);
        return Payments.collect(shop, Payments.checkout(shop, order), account, currency, Payments.reference())
                .expect(200);
    }

    private Answer payOut(String amount) {
        long recipient = Payments.account(shop, "PAYOUT", Payments.COMPLETES);
        long session = Payments.payoutSession(shop, recipient, "USD", amount);
        return Payments.payOut(shop, session, recipient, Payments.reference()).expect(200);
    }

    private Answer refund(Answer collection, String amount) {
        long intent = collection.paymentIntent();
        long session =
                Payments.tryRefundSession(shop, intent, amount).expect(200).id();
        return Payments.refund(shop, session, Payments.reference()).expect(200);
    }

    private List<String> entries(JsonNode wallet) {
        return shop.get("/v1/wallets/" + wallet.path("id") + "/entries")
                .expect(200)
                .json()
                .valueStream()
                .map(entry -> String.join(
                        " ",
                        entry.path("movement").stringValue(),
                        entry.path("amount").decimalValue().stripTrailingZeros().toPlainString(),
                        entry.path("counter_account").stringValue(),
                        entry.path("reference_id").stringValue()))
                .toList();
    }
}
