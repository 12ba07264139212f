package dev.opendollr.page.pay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.link.Link;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What becomes of a form between two requests.
class PayFormsTest {
    private static final Instant MADE = Instant.parse("2026-03-01T12:00:00Z");
    private static final Link LINK = new Link(Link.Page.PAY, new MerchantId(1), SourceKind.INVOICE, new SourceId(2));

    private final PayForm full = new PayForm(
            LINK,
            Step.PAUSED,
            3,
            UUID.fromString("9d1f0e1a-5b7c-4c3e-8a52-0f6f7d1b2c3d"),
            Optional.of(Country.LR),
            Optional.of(Currencies.LRD),
            Optional.of(PaymentMethod.MTN_MOMO_LBR),
            "077 123 4789",
            "231771234789",
            Optional.of(Money.parse("LRD 950.25")),
            Optional.of(Notice.PHONE_LIMIT),
            Optional.of(MADE.plusSeconds(60)));
    private final PayForm empty = PayForm.first(LINK, 0, full.reference());

    @Test
    void a_form_comes_back_as_it_was() {
        for (var form : List.of(full, empty)) {
            assertThat(at(MADE).open(LINK, at(MADE).seal(form)).orElseThrow().form())
                    .isEqualTo(form);
        }
    }

    @Test
    void a_form_says_nothing_and_never_the_same() {
        var sealed = at(MADE).seal(full);
        assertThat(sealed).matches("[A-Za-z0-9_.-]+").doesNotContain("231771234789");
        assertThat(at(MADE).seal(full)).isNotEqualTo(sealed);
        assertThat(sealed.length()).isLessThan(700);
    }

    @Test
    void a_form_is_good_for_half_an_hour_and_its_price_for_ten_minutes() {
        var sealed = at(MADE).seal(full);
        assertThat(isFresh(sealed, Duration.ofSeconds(599))).contains(true);
        assertThat(isFresh(sealed, Duration.ofMinutes(10))).contains(false);
        assertThat(isFresh(sealed, Duration.ofSeconds(1_799))).contains(false);
        assertThat(isFresh(sealed, Duration.ofMinutes(30))).isEmpty();
    }

    @Test
    void a_form_is_of_one_link_only() {
        var sealed = at(MADE).seal(full);
        for (var other : List.of(
                new Link(Link.Page.PAY, new MerchantId(1), SourceKind.INVOICE, new SourceId(3)),
                new Link(Link.Page.PAY, new MerchantId(1), SourceKind.ORDER, new SourceId(2)),
                new Link(Link.Page.PAY, new MerchantId(2), SourceKind.INVOICE, new SourceId(2)),
                new Link(Link.Page.RECEIPT, new MerchantId(1), SourceKind.INVOICE, new SourceId(2)))) {
            assertThat(at(MADE).open(other, sealed)).isEmpty();
        }
    }

    @Test
    void no_changed_form_is_read() {
        var sealed = at(MADE).seal(full);
        for (int place = 0; place < sealed.length(); place++) {
            var other = sealed.charAt(place) == 'A' ? 'B' : 'A';
            var changed = sealed.substring(0, place) + other + sealed.substring(place + 1);
            // The last character of a part can have bits that say nothing.
            at(MADE).open(LINK, changed)
                    .ifPresent(opened -> assertThat(opened.form()).isEqualTo(full));
        }
        for (var text : List.of("", ".", "....", sealed + "A", sealed.substring(1), "null")) {
            assertThat(at(MADE).open(LINK, text)).as(text).isEmpty();
        }
    }

    @Test
    void another_service_makes_no_forms() {
        var foreign = new PayForms(keys("another key for tests that is 32 bytes"), () -> MADE);
        assertThat(at(MADE).open(LINK, foreign.seal(full))).isEmpty();
    }

    private static Optional<Boolean> isFresh(String sealed, Duration age) {
        return at(MADE.plus(age)).open(LINK, sealed).map(PayForms.Opened::isQuoteFresh);
    }

    private static PayForms at(Instant now) {
        return new PayForms(keys("a key for tests that is 32 bytes and more"), () -> now);
    }

    private static TokenKeys keys(String secret) {
        return new TokenKeys(TokenKeys.secret(secret.getBytes(StandardCharsets.UTF_8)), List.of());
    }
}
