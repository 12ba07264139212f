package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.link.Link;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.page.pay.Country;
import dev.opendollr.page.pay.PayForm;
import dev.opendollr.page.pay.PayForms;
import dev.opendollr.page.pay.Step;
import dev.opendollr.testing.Bills;
import dev.opendollr.testing.Bills.Bill;
import dev.opendollr.testing.PlainBrowser;
import dev.opendollr.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Forms that this page did not make for this payer at this moment begin nothing.
class TamperedFormsApiTest {
    private static final String NUMBER = "77 123 4789";
    private static final Pattern BUTTON = Pattern.compile("Pay (USD [0-9.]+)");
    private static final TokenKeys KEYS = new TokenKeys(TestServer.KEY, List.of());

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Bills bills = Bills.of(SERVER);

    /// One form, and a name for it.
    private record Tampered(String name, String form) {}

    @TestFactory
    Stream<DynamicTest> what_was_not_made_here_for_this_link_begins_nothing() {
        var bill = bills.open();
        var payer = check(bill);
        return tampered(bill, payer)
                .map(tampered -> DynamicTest.dynamicTest(tampered.name(), () -> {
                    var answer = payer.post(tampered.form(), "number", NUMBER).expect(303);
                    var next = payer.tab()
                            .go(payer.address().split("\\?", 2)[0]
                                    + answer.header("Location").orElseThrow());
                    assertThat(next.page().status()).isEqualTo(200);
                    assertThat(next.kind()).isEqualTo("pay");
                    assertThat(next.step()).isEqualTo(1);
                    assertThat(next.text()).contains("Please begin again");
                    assertThat(bills.attempts(bill)).isZero();
                }));
    }

    private Stream<Tampered> tampered(Bill bill, PlainBrowser payer) {
        var form = payer.form();
        var link = link(bill);
        var other = check(bills.open()).form();
        var foreignKeys = new TokenKeys(
                TokenKeys.secret("another key for tests that is 32 bytes".getBytes(StandardCharsets.UTF_8)), List.of());
        var full = full(link, "USD 5.10");
        return Stream.of(
                new Tampered("none", ""),
                new Tampered("any text", "x"),
                new Tampered(
                        "the token of the link", bill.url().substring(bill.url().lastIndexOf('/') + 1)),
                new Tampered("one character less", form.substring(0, form.length() - 1)),
                new Tampered("another beginning", "A" + form.substring(1)),
                new Tampered("the form of another link", other),
                new Tampered("half an hour old", at(Duration.ofMinutes(30)).seal(full)),
                new Tampered("of another service", new PayForms(foreignKeys, InstantSource.system()).seal(full)),
                new Tampered(
                        "of the receipt",
                        at(Duration.ZERO)
                                .seal(full(
                                        new Link(
                                                Link.Page.RECEIPT, link.merchant(), link.sourceKind(), link.sourceId()),
                                        "USD 5.10"))));
    }

    @Test
    void an_address_with_a_form_that_is_none_shows_the_state() {
        var bill = bills.open();
        for (var form : List.of("", "x", "a.b.c.d.e", "%00", "%3Cscript%3E")) {
            var payer = bills.visit(bill).go(bill.url() + "?f=" + form);
            assertThat(payer.kind()).as(form).isIn("pay", "error-404", "error-400");
            assertThat(payer.html()).doesNotContain("<script>");
        }
    }

    /// The amount of a form is compared and never charged.
    @Test
    void another_amount_than_the_price_shows_the_price_again() {
        var bill = bills.open();
        var payer = check(bill);
        for (var amount : List.of("USD 0.01", "USD 5000.00")) {
            var form = at(Duration.ZERO).seal(full(link(bill), amount));
            var answer = payer.post(form).expect(303);
            var next = payer.tab()
                    .go(payer.address().split("\\?", 2)[0]
                            + answer.header("Location").orElseThrow());
            assertThat(next.step()).isEqualTo(3);
            assertThat(next.text()).contains("The price has changed").doesNotContain(amount.substring(4) + " Fee");
        }
        assertThat(bills.attempts(bill)).isZero();
    }

    @Test
    void a_price_that_was_seen_ten_minutes_ago_is_shown_again() {
        var bill = bills.open();
        var payer = bills.visit(bill)
                .send("country", "LR", "currency", "USD")
                .send("number", NUMBER, "operator", "MTN_MOMO_LBR");
        var button = BUTTON.matcher(payer.text());
        assertThat(button.find()).isTrue();
        var form = at(Duration.ofMinutes(10)).seal(full(link(bill), button.group(1)));
        payer.go(payer.address().split("\\?", 2)[0]
                + payer.post(form).expect(303).header("Location").orElseThrow());
        assertThat(payer.step()).isEqualTo(3);
        assertThat(payer.text()).contains("more than 10 minutes ago");
        assertThat(bills.attempts(bill)).isZero();
        assertThat(payer.send().kind()).isEqualTo("paid");
    }

    @Test
    void a_form_of_an_earlier_attempt_begins_nothing() {
        var bill = bills.open();
        var early = check(bill).form();
        var payer = bills.visit(bill)
                .send("country", "LR", "currency", "USD")
                .send("number", "77 123 4049")
                .send();
        assertThat(payer.kind()).isEqualTo("refused");
        payer.post(early).expect(303);
        assertThat(bills.attempts(bill)).isEqualTo(1);
        assertThat(payer.reload().kind()).isEqualTo("refused");
    }

    @Test
    void fields_of_a_later_step_are_not_read_in_an_earlier_one() {
        var bill = bills.open();
        var payer = bills.visit(bill)
                .send("country", "LR", "currency", "USD", "number", NUMBER, "operator", "MTN_MOMO_LBR", "shown", "1");
        assertThat(payer.step()).isEqualTo(2);
        assertThat(payer.html()).doesNotContain("1234789");
        assertThat(bills.attempts(bill)).isZero();
    }

    @Test
    void a_repeated_or_oversized_field_gets_a_page() {
        var bill = bills.open();
        var payer = check(bill);
        var sender = SERVER.stranger().with("Content-Type", "application/x-www-form-urlencoded");
        var twice = sender.post(payer.address(), "form=" + payer.form() + "&form=x");
        assertThat(twice.expect(422).header("Content-Type")).contains("text/html; charset=utf-8");
        var large = sender.post(payer.address(), "form=" + "x".repeat(5000));
        assertThat(large.expect(413).header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(bills.attempts(bill)).isZero();
    }

    private static PayForms at(Duration ago) {
        return new PayForms(KEYS, () -> Instant.now().minus(ago));
    }

    private static Link link(Bill bill) {
        var token = bill.url().substring(bill.url().lastIndexOf('/') + 1);
        return new PublicLinks(KEYS, SERVER::url).read(token).orElseThrow();
    }

    private static PayForm full(Link link, String amount) {
        return new PayForm(
                link,
                Step.CHECK,
                0,
                UUID.randomUUID(),
                Optional.of(Country.LR),
                Optional.of(CurrencyUnit.USD),
                Optional.of(PaymentMethod.MTN_MOMO_LBR),
                NUMBER,
                "231771234789",
                Optional.of(Money.parse(amount)),
                Optional.empty(),
                Optional.empty());
    }

    private PlainBrowser check(Bill bill) {
        return bills.visit(bill).send("country", "LR", "currency", "USD").send("number", NUMBER);
    }
}
