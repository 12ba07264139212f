package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.page.receipt.Code;
import dev.opendollr.page.text.Language;
import dev.opendollr.page.text.Shown;
import dev.opendollr.page.text.Texts;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The receipt that a payer reads behind a link.
class ReceiptPageApiTest {
    private static final String PHONE = Payments.COMPLETES;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    /// What the page shows for each member of the API's receipt. A member that is missing here fails the test.
    private static Map<String, Function<JsonNode, String>> shown(JsonNode receipt, Language language) {
        Map<String, Function<JsonNode, String>> shown = new HashMap<>(ofDocument(receipt, language));
        shown.putAll(ofPayment(receipt, language));
        return shown;
    }

    private static String moment(Shown shown, JsonNode at) {
        return shown.moment(Instant.parse(at.stringValue()), Shown.zone("LR"));
    }

    private static Map<String, Function<JsonNode, String>> ofDocument(JsonNode receipt, Language language) {
        var texts = Texts.of(language);
        var shown = Shown.of(language);
        Function<JsonNode, String> text = JsonNode::asString;
        Function<JsonNode, String> moment = at -> moment(shown, at);
        return Map.ofEntries(
                Map.entry("invoice_id", text),
                Map.entry("invoice_number", text),
                Map.entry("reference_id", text),
                Map.entry("currency", text),
                Map.entry("total_amount", amount -> shown.amount(money(receipt, "currency", amount))),
                Map.entry("status", _ -> texts.say("receipt.status.paid")),
                Map.entry("note", text),
                Map.entry("due_date", moment),
                Map.entry("paid_at", moment),
                Map.entry("as_payment_link", _ -> texts.say("common.yes")),
                Map.entry("fee_bearer", _ -> texts.say("receipt.fees_by.payer")),
                Map.entry("owner_id", text),
                Map.entry("owner_type", _ -> texts.say("receipt.merchant.organization")),
                Map.entry("created_at", moment),
                Map.entry("counterparty_id", text),
                Map.entry("relationship_type", _ -> texts.say("receipt.relationship.partner")),
                Map.entry("counterparty_name", text),
                Map.entry("counterparty_phone", phone -> shown.masked(phone.stringValue())),
                Map.entry("counterparty_email", text),
                Map.entry("items.id", text),
                Map.entry("items.name", text),
                Map.entry("items.qty", text),
                Map.entry("items.amount", amount -> shown.amount(money(receipt, "currency", amount))),
                Map.entry("items.currency", text));
    }

    private static Map<String, Function<JsonNode, String>> ofPayment(JsonNode receipt, Language language) {
        var texts = Texts.of(language);
        var shown = Shown.of(language);
        Function<JsonNode, String> text = JsonNode::asString;
        Function<JsonNode, String> charged = amount -> shown.amount(money(receipt, "payer_currency", amount));
        return Map.ofEntries(
                Map.entry("payer_amount", charged),
                Map.entry("payer_currency", text),
                Map.entry("payee_amount", amount -> shown.amount(money(receipt, "payee_currency", amount))),
                Map.entry("payee_currency", text),
                Map.entry("platform_fee", charged),
                Map.entry("platform_currency", text),
                Map.entry("gateway_fee", charged),
                Map.entry("gateway_currency", text),
                Map.entry("fx_fee", charged),
                Map.entry(
                        "fx_rate",
                        rate -> shown.rate(
                                currency(receipt, "fx_currency_from"),
                                new BigDecimal(rate.stringValue()),
                                currency(receipt, "fx_currency_to"))),
                Map.entry("fx_currency_from", text),
                Map.entry("fx_currency_to", text),
                Map.entry("payment_provider", _ -> texts.say("receipt.provider.pawapay")),
                Map.entry("payment_method", _ -> texts.say("receipt.method.mtn_liberia")),
                Map.entry("account_name", text),
                Map.entry("gateway_confirmed_at", at -> moment(shown, at)),
                Map.entry("provider_transaction_id", text));
    }

    private static Money money(JsonNode receipt, String currency, JsonNode amount) {
        return Money.of(currency(receipt, currency), amount.decimalValue());
    }

    private static CurrencyUnit currency(JsonNode receipt, String member) {
        return CurrencyUnit.of(receipt.path(member).stringValue());
    }

    @ParameterizedTest
    @EnumSource
    void a_receipt_shows_every_fact_of_the_receipt_of_the_api(Language language) {
        var invoice = paidInvoice("Ma Hawa");
        var receipt = shop.get("/v1/invoices/receipt/" + invoice).expect(200).json();
        var page =
                open(link(Kind.INVOICE, invoice) + "?lang=" + language.code()).expect(200);
        var shown = shown(receipt, language);
        var seen = seen(page);
        List<String> missing = new ArrayList<>();
        for (var fact : facts(receipt)) {
            var text = Objects.requireNonNull(shown.get(fact.getKey()), fact.getKey());
            if (!fact.getValue().isNull() && !seen.contains(text.apply(fact.getValue()))) {
                missing.add(fact.getKey() + " " + text.apply(fact.getValue()));
            }
        }
        assertThat(missing).isEmpty();
        assertThat(seen).doesNotContain(PHONE, PHONE.substring(3));
        assertThat(page.body()).contains("<html lang=\"" + language.code() + "\">", "data-page=\"receipt\"");
        assertThat(page.header("Content-Language")).contains(language.code());
    }

    private static List<Map.Entry<String, JsonNode>> facts(JsonNode receipt) {
        List<Map.Entry<String, JsonNode>> facts = new ArrayList<>();
        receipt.properties().forEach(member -> {
            if (member.getKey().equals("items")) {
                member.getValue()
                        .forEach(item -> item.properties()
                                .forEach(part -> facts.add(Map.entry("items." + part.getKey(), part.getValue()))));
            } else {
                facts.add(member);
            }
        });
        return facts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"231770001789", "+231 77-000-1789", "MTN 0770 001 789"})
    void a_phone_that_stands_as_a_name_is_masked(String name) {
        var seen = seen(open(link(Kind.INVOICE, paidInvoice(name))).expect(200));
        assertThat(seen).contains("••• 789").doesNotContain(name);
    }

    @Test
    void money_that_was_given_back_stands_on_the_receipt() {
        var order = Orders.createActive(shop);
        var collected = Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", PHONE));
        var link = link(Kind.ORDER, order);
        var english = Texts.of(Language.EN);
        assertThat(seen(open(link).expect(200))).doesNotContain(english.say("receipt.given_back"));

        long session = Payments.tryRefundSession(shop, collected.paymentIntent(), "1.25")
                .expect(200)
                .id();
        var reference = Payments.reference();
        var refund = Payments.refund(shop, session, reference).expect(200);
        assertThat(refund.text("status")).isEqualTo("COMPLETED");
        assertThat(seen(open(link).expect(200)))
                .contains(
                        english.say("receipt.given_back"),
                        "USD 1.25",
                        "went back on",
                        english.say("receipt.back.reference", Long.toString(execution(reference))));
    }

    private static long execution(String reference) {
        return SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery(
                                "select id from execution where reference_id = cast(:reference as uuid)")
                        .bind("reference", reference)
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void the_code_on_a_receipt_and_its_picture_lead_to_the_receipt() {
        var order = Orders.createActive(shop);
        var pay = shop.get(query("pay", Kind.ORDER, order)).expect(200).text("url");
        var _ = Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", PHONE));
        var receipt = link(Kind.ORDER, order);
        assertThat(open(receipt).expect(200).body()).contains(Code.of(receipt).svg());
        for (var link : List.of(pay, receipt)) {
            var picture = open(link + "/code.svg").expect(200);
            assertThat(picture.body()).isEqualTo(Code.of(link).svg());
            assertThat(picture.header("Content-Type")).contains("image/svg+xml");
            assertThat(picture.header("Cache-Control")).contains("no-store");
            assertThat(picture.header("Referrer-Policy")).contains("no-referrer");
        }
        assertThat(Code.of(pay).svg()).isNotEqualTo(Code.of(receipt).svg());
    }

    @Test
    void only_the_receipts_own_link_opens_it() {
        var order = Orders.createActive(shop);
        var pay = shop.get(query("pay", Kind.ORDER, order)).expect(200).text("url");
        var _ = Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", PHONE));
        var receipt = link(Kind.ORDER, order);
        var unknown = Texts.of(Language.SW).say("error.link_unknown.heading");
        var changed = receipt.substring(0, receipt.length() - 1) + (receipt.endsWith("A") ? "B" : "A");
        for (var link : List.of(pay.replace("/pay/", "/receipt/"), changed, changed + "/code.svg")) {
            var page = open(link + "?lang=sw").expect(404);
            assertThat(page.body())
                    .contains(unknown, "data-page=\"link_unknown\"")
                    .doesNotContain("USD");
            assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
        }
    }

    @Test
    void what_merchants_write_is_text_and_stays_where_it_stands() {
        var order = Kind.ORDER.create(shop);
        shop.post("/v1/orders/" + order + "/items/add", """
            {"name": "<b onclick=a()>Rice</b> & \\"oil\\"", "currency": "USD", "qty": 1, "amount": 5}\
            """).expect(200);
        shop.put("/v1/orders/publish/" + order, "").expect(200);
        var _ = Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", PHONE));
        var page = open(link(Kind.ORDER, order)).expect(200).body();
        assertThat(page).contains("<bdi>\u2068&lt;b onclick=a()&gt;Rice&lt;/b&gt; &amp; \"oil\"\u2069</bdi>");
        assertThat(page).doesNotContain("<b onclick");
    }

    /// An invoice in USD with all that an invoice can have, paid in LRD.
    private long paidInvoice(String fullname) {
        long party = shop.post("/v1/parties/create", """
            {"fullname": "%s", "phone": "%s", "email": "hawa@example.com"}\
            """.formatted(fullname, PHONE))
                .expect(200)
                .id();
        long counterparty = shop.post("/v1/counterparties/create", """
            {"relationship_type": "PARTNER", "party_id": %d}\
            """.formatted(party))
                .expect(200)
                .id();
        long invoice = shop.post("/v1/invoices/create", """
            {"counterparty_id": %d, "currency": "USD", "note": "Second floor", "fee_bearer": "PAYER",
             "as_payment_link": true, "reference_id": "A-77", "due_date": "2099-01-31T10:00:00Z"}\
            """.formatted(counterparty))
                .expect(200)
                .id();
        shop.post("/v1/invoices/" + invoice + "/items/add", Orders.item("USD", 3, "41.25"))
                .expect(200);
        shop.put("/v1/invoices/publish/" + invoice, "").expect(200);
        long session =
                Payments.tryCheckout(shop, Kind.INVOICE, invoice).expect(200).id();
        long account = Payments.account(shop, "COLLECTION", PHONE);
        Payments.collect(shop, session, account, "LRD", Payments.reference()).expect(200);
        return invoice;
    }

    private String link(Kind kind, long source) {
        return shop.get(query("receipt", kind, source)).expect(200).text("url");
    }

    private String query(String link, Kind kind, long source) {
        var number = shop.get(kind.path() + "/retrieve/" + source).expect(200).text(kind.word() + "_number");
        return "/v1/links/" + link + "?source_type=" + kind + "&source_number=" + number;
    }

    private Answer open(String url) {
        return SERVER.stranger().get(url.substring(SERVER.url().length()));
    }

    /// What a reader sees of the page.
    private static String seen(Answer page) {
        return page.body()
                .replaceAll("(?s)<head>.*?</head>|<svg.*?</svg>|<[^>]*>", "")
                .replace("&amp;", "&")
                .replace("&#39;", "'");
    }
}
