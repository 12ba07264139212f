package dev.opendollr.gateway.sandbox;

import static dev.opendollr.gateway.sandbox.Attempts.MERCHANT;
import static dev.opendollr.gateway.sandbox.Attempts.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.CardChoice;
import dev.opendollr.gateway.ConfiguredHints;
import dev.opendollr.gateway.Hints;
import dev.opendollr.gateway.Outcome.NeedsAction;
import dev.opendollr.testing.TestPostgres;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the sandbox tells payers: its outages, its cards, and where its bank is.
class SandboxHintsDbTest {
    private static final MerchantId OTHER = new MerchantId(8);

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 2);
    private final StoppedClock clock = new StoppedClock();
    private final Outages outages = new Outages(database, clock);
    private final Hints configured = ConfiguredHints.load();
    private final Hints hints = new SandboxHints(configured, outages);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Outage.Kind.class)
    void a_method_is_out_of_order_for_one_merchant_while_its_outage_lasts(Outage.Kind kind) {
        assertThat(hints.outOfOrder(MERCHANT)).isEmpty();
        var _ = outages.begin(MERCHANT, PaymentMethod.AIRTEL_RWA, kind, Duration.ofMinutes(1));
        var _ = outages.begin(MERCHANT, PaymentMethod.CREDIT_CARD, kind, Duration.ofMinutes(2));

        assertThat(hints.outOfOrder(MERCHANT))
                .containsExactlyInAnyOrder(PaymentMethod.AIRTEL_RWA, PaymentMethod.CREDIT_CARD);
        assertThat(hints.isAvailable(MERCHANT, PaymentMethod.AIRTEL_RWA)).isFalse();
        assertThat(hints.isAvailable(MERCHANT, PaymentMethod.MTN_MOMO_RWA)).isTrue();
        assertThat(hints.isAvailable(OTHER, PaymentMethod.AIRTEL_RWA)).isTrue();

        clock.pass(Duration.ofMinutes(1));
        assertThat(hints.outOfOrder(MERCHANT)).containsExactly(PaymentMethod.CREDIT_CARD);
        var _ = outages.end(MERCHANT, PaymentMethod.CREDIT_CARD);
        assertThat(hints.outOfOrder(MERCHANT)).isEmpty();
    }

    @Test
    void each_test_card_can_be_chosen_by_a_name_of_its_own() {
        assertThat(hints.cards()).hasSize(TestCard.values().length).doesNotHaveDuplicates();
        assertThat(hints.cards().stream().map(CardChoice::name))
                .doesNotHaveDuplicates()
                .contains("Visa", "Insufficient funds decline", "3D Secure required");
        assertThat(hints.cards().stream().map(CardChoice::token))
                .containsExactlyElementsOf(
                        Arrays.stream(TestCard.values()).map(TestCard::token).toList());
    }

    @ParameterizedTest
    @EnumSource(PaymentMethod.class)
    void of_methods_it_says_what_is_configured(PaymentMethod method) {
        assertThat(hints.of(method)).isEqualTo(configured.of(method));
        assertThat(hints.kind(method, "INSUFFICIENT_BALANCE"))
                .isEqualTo(configured.kind(method, "INSUFFICIENT_BALANCE"));
    }

    @Test
    void the_bank_of_a_payment_is_found_by_its_secret() {
        var gateway = new SandboxGateway(database, clock, Duration.ZERO, new SecureRandom());
        var attempt = card(Optional.empty());
        var secret = ((NeedsAction) gateway.request(attempt)).clientSecret();

        assertThat(hints.challenge(secret, "/pay/abc-_D?f=a.b_c-d&lang=rw"))
                .contains("../sandbox/challenge/" + secret + "?return_to=%2Fpay%2Fabc-_D%3Ff%3Da.b_c-d%26lang%3Drw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pi_1_secret_2",
                "pi_0123456789abcdef01234567_secret_0123456789abcdef0123456789abcde",
                "pi_0123456789abcdef01234567_secret_0123456789abcdef0123456789ABCDEF",
            })
    void what_is_no_secret_of_a_payment_has_no_bank(String secret) {
        assertThat(hints.challenge(secret, "/pay/abc")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/pay/", "/pay/..", "/receipt/abc", "//pay/abc", "https://shop.example/pay/abc"})
    void it_never_leads_back_to_anything_but_a_payment_page(String path) {
        assertThatThrownBy(() -> hints.challenge("pi_1_secret_2", path)).isInstanceOf(IllegalArgumentException.class);
    }
}
