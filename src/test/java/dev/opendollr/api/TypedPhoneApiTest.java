package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.PlainBrowser;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whoever has a link can type any phone. Nobody learns from that whose phone it is.
class TypedPhoneApiTest {
    private static final String NAME = "Hawa Kollie";
    private static final String EMAIL = "hawa@example.com";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @Test
    void the_person_whose_phone_was_typed_is_on_no_page_and_on_no_receipt() {
        known(Payments.NO_MONEY);
        long counterparty = Orders.counterparty(shop);
        long order = Orders.createActive(shop, counterparty);

        var payer = browser(order, "pay").send("country", "LR", "currency", "USD");
        payer.send("number", national(Payments.NO_MONEY)).send();
        assertThat(payer.kind()).isEqualTo("refused");
        assertThat(payer.html()).doesNotContain(NAME, EMAIL);
        payer.follow("Try again").send("number", national(Payments.COMPLETES)).send();
        assertThat(payer.kind()).isEqualTo("paid");
        assertThat(payer.html()).doesNotContain(NAME, EMAIL);

        var receipt = browser(order, "receipt");
        assertThat(receipt.kind()).isEqualTo("receipt");
        assertThat(receipt.html()).doesNotContain(NAME, EMAIL);
        for (var path : new String[] {"/v1/orders/receipt/" + order, "/v1/counterparties/retrieve/" + counterparty}) {
            assertThat(shop.get(path).expect(200).body())
                    .doesNotContain(NAME, EMAIL, Payments.NO_MONEY, Payments.COMPLETES);
        }
    }

    /// The merchant knows whose phone this is.
    private void known(String phone) {
        shop.post("/v1/parties/create", """
            {"fullname": "%s", "phone": "%s", "email": "%s"}\
            """.formatted(NAME, phone, EMAIL)).expect(200);
    }

    private static String national(String phone) {
        return phone.substring("231".length());
    }

    private PlainBrowser browser(long order, String link) {
        var number =
                shop.get(Kind.ORDER.path() + "/retrieve/" + order).expect(200).text(Kind.ORDER.word() + "_number");
        var url = shop.get("/v1/links/" + link + "?source_type=ORDER&source_number=" + number)
                .expect(200)
                .text("url");
        return PlainBrowser.open(SERVER.stranger().with("Accept-Language", "en"), url);
    }
}
