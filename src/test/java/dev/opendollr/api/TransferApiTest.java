package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Money that goes from one merchant to another: it reaches the one who is meant, or nobody.
class TransferApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());

    @BeforeAll
    static void open_the_shop() {
        shop = SERVER.demo();
    }

    @Test
    void a_transfer_is_credited_to_the_verified_merchant_with_this_phone() {
        var partner = SERVER.demoPartner();
        var bystander = SERVER.newMerchant();
        var ours = usd(shop);
        var theirs = usd(partner);

        var transfer = transfer(SERVER.demoMerchant().partnerPhone(), "7");

        assertThat(transfer.text("status")).isEqualTo("COMPLETED");
        assertThat(transfer.json().path("payee_amount").decimalValue()).isEqualByComparingTo("7");
        assertThat(usd(partner).subtract(theirs)).isEqualByComparingTo("7");
        assertThat(ours.subtract(usd(shop)))
                .isEqualByComparingTo(transfer.json().path("payer_amount").decimalValue());
        assertThat(lastEntry(partner)).isEqualTo("TRANSFER_RECEIVED 7 CLEARING");
        assertThat(bystander.get("/v1/wallets/list").expect(200).body()).isEqualTo("[]");
    }

    @Test
    void a_repeated_transfer_is_credited_once() {
        var partner = SERVER.demoPartner();
        var session = session(SERVER.demoMerchant().partnerPhone(), "3");
        var reference = Payments.reference();
        var theirs = usd(partner);
        var first = Payments.transfer(shop, session, reference).expect(200);
        assertThat(Payments.transfer(shop, session, reference).expect(200).body())
                .isEqualTo(first.body());
        assertThat(usd(partner).subtract(theirs)).isEqualByComparingTo("3");
    }

    @Test
    void nobody_is_reached_at_a_phone_without_a_merchant_or_at_ones_own() {
        var before = usd(shop);
        for (var phone : List.of("231770009999", "231770000001")) {
            assertMissed(transfer(phone, "7"));
        }
        assertThat(usd(shop)).isEqualByComparingTo(before);
    }

    @Test
    void a_merchant_is_reached_only_once_it_is_verified() {
        var phone = "231770008888";
        var registered = SERVER.registerUnverified(Optional.of(phone));
        var newcomer = SERVER.client(registered.credential());
        var before = usd(shop);
        assertMissed(transfer(phone, "7"));
        assertThat(usd(shop)).isEqualByComparingTo(before);
        assertThat(newcomer.get("/v1/wallets/list").expect(200).body()).isEqualTo("[]");

        SERVER.verify(registered.merchant().id());

        assertThat(transfer(phone, "7").text("status")).isEqualTo("COMPLETED");
        assertThat(usd(newcomer)).isEqualByComparingTo("7");
    }

    private static void assertMissed(Answer transfer) {
        assertThat(transfer.text("status")).isEqualTo("FAILED");
        assertThat(transfer.text("wallet_message")).contains("No other verified merchant");
    }

    private static Answer transfer(String phone, String amount) {
        return Payments.transfer(shop, session(phone, amount), Payments.reference())
                .expect(200);
    }

    private static long session(String phone, String amount) {
        var receiver = Payments.partner(shop, phone);
        return Payments.transferSession(shop, Payments.wallet(shop, "USD"), receiver, "USD", amount);
    }

    private static BigDecimal usd(Client merchant) {
        var balance = Payments.balance(merchant, "USD");
        return balance.equals("none") ? BigDecimal.ZERO : new BigDecimal(balance);
    }

    private static String lastEntry(Client merchant) {
        var entries = merchant.get("/v1/wallets/" + Payments.wallet(merchant, "USD") + "/entries")
                .expect(200)
                .json();
        var last = entries.get(entries.size() - 1);
        return String.join(
                " ",
                last.path("movement").stringValue(),
                last.path("amount").decimalValue().stripTrailingZeros().toPlainString(),
                last.path("counter_account").stringValue());
    }
}
