package dev.opendollr.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Attempt.Kind;
import dev.opendollr.gateway.AttemptId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What each number and each card does, for each way the money can go.
class FateTest {
    /// A refund goes the way of a payout, but for 159: what came late must be seen to go back.
    private static final String PHONES = """
        suffix | collection                                  | payout
        789    | completes                                   | completes
        123    | completes                                   | completes
        000    | completes                                   | completes
        019    | fails PAYER_LIMIT_REACHED                   | fails WALLET_LIMIT_REACHED
        029    | fails PAYER_NOT_FOUND                       | fails RECIPIENT_NOT_FOUND
        039    | fails PAYMENT_NOT_APPROVED                  | completes
        049    | fails INSUFFICIENT_BALANCE                  | completes
        069    | fails UNSPECIFIED_FAILURE                   | fails UNSPECIFIED_FAILURE
        089    | completes                                   | fails RECIPIENT_NOT_FOUND
        129    | stays in flight                             | stays in flight
        139    | times out                                   | times out
        149    | completes twice                             | completes twice
        159    | fails UNSPECIFIED_FAILURE, then completes   | fails UNSPECIFIED_FAILURE, then completes
        169    | completes slowly                            | completes slowly
        """;

    private static final String CARDS = """
        card                                       | collection                     | refund
        pm_card_visa                               | completes                      | completes
        pm_card_visa_debit                         | completes                      | completes
        pm_card_mastercard                         | completes                      | completes
        pm_card_amex                               | completes                      | completes
        pm_card_discover                           | completes                      | completes
        pm_card_chargeDeclined                     | fails generic_decline          | completes
        pm_card_chargeDeclinedInsufficientFunds    | fails insufficient_funds       | completes
        pm_card_chargeDeclinedLostCard             | fails lost_card                | completes
        pm_card_chargeDeclinedStolenCard           | fails stolen_card              | completes
        pm_card_chargeDeclinedExpiredCard          | fails expired_card             | completes
        pm_card_chargeDeclinedIncorrectCvc         | fails incorrect_cvc            | completes
        pm_card_chargeDeclinedProcessingError      | fails processing_error         | completes
        pm_card_chargeCustomerFail                 | fails generic_decline          | completes
        pm_card_radarBlock                         | fails fraudulent               | completes
        pm_card_authenticationRequired             | waits                          | completes
        pm_card_threeDSecure2Required              | waits                          | completes
        pm_card_threeDSecureRequiredChargeDeclined | waits, fails generic_decline   | completes
        pm_card_refundFail                         | completes                      | fails expired_or_canceled_card
        pm_card_pendingRefund                      | completes                      | stays in flight
        pm_1NotOneOfStripes                        | fails resource_missing         | completes
        4242                                       | waits                          | completes
        """;

    @Test
    void the_end_of_a_phone_number_chooses_what_happens() {
        rows(PHONES).forEach(row -> {
            var phone = Optional.of("231771234" + row[0]);
            assertThat(text(fate(Kind.COLLECT, PaymentMethod.MTN_MOMO_LBR, phone)))
                    .as(row[0])
                    .isEqualTo(row[1]);
            assertThat(text(fate(Kind.PAY_OUT, PaymentMethod.MTN_MOMO_LBR, phone)))
                    .as(row[0] + " payout")
                    .isEqualTo(row[2]);
            assertThat(text(fate(Kind.REFUND, PaymentMethod.MTN_MOMO_LBR, phone)))
                    .as(row[0] + " refund")
                    .isEqualTo(row[0].equals("159") ? "completes" : row[2]);
        });
        assertThat(Arrays.stream(MagicNumber.values()).map(MagicNumber::suffix))
                .isSubsetOf(rows(PHONES).map(row -> row[0]).toList());
    }

    @Test
    void the_id_of_a_test_card_chooses_what_happens() {
        rows(CARDS).forEach(row -> {
            assertThat(text(fate(Kind.COLLECT, PaymentMethod.CREDIT_CARD, Optional.of(row[0]))))
                    .as(row[0])
                    .isEqualTo(row[1]);
            assertThat(text(fate(Kind.REFUND, PaymentMethod.CREDIT_CARD, Optional.of(row[0]))))
                    .as(row[0])
                    .isEqualTo(row[2]);
        });
        assertThat(Arrays.stream(TestCard.values()).map(TestCard::token))
                .isSubsetOf(rows(CARDS).map(row -> row[0]).toList());
    }

    @Test
    void a_card_that_is_not_known_yet_waits_for_the_payer() {
        assertThat(text(fate(Kind.COLLECT, PaymentMethod.CREDIT_CARD, Optional.empty())))
                .isEqualTo("waits");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CREDIT_CARD", "WALLET"})
    void numbers_mean_the_same_for_every_operator(PaymentMethod method) {
        assertThat(text(fate(Kind.COLLECT, method, Optional.of("250783456049"))))
                .isEqualTo("fails INSUFFICIENT_BALANCE");
        assertThat(text(fate(Kind.PAY_OUT, method, Optional.of("231881234789"))))
                .isEqualTo("completes");
    }

    @ParameterizedTest
    @CsvSource({"USD 10", "LRD 10", "RWF 10"})
    void numbers_mean_the_same_for_every_currency(Money amount) {
        assertThat(text(Fate.of(Attempts.mobile(Kind.COLLECT, "039", amount)))).isEqualTo("fails PAYMENT_NOT_APPROVED");
    }

    private static Fate fate(Kind kind, PaymentMethod method, Optional<String> account) {
        var original =
                kind == Kind.REFUND ? Optional.of(new AttemptId(UUID.randomUUID())) : Optional.<AttemptId>empty();
        return Fate.of(new Attempt(
                new AttemptId(UUID.randomUUID()),
                Attempts.MERCHANT,
                kind,
                method,
                account,
                Attempts.TEN,
                original,
                Optional.empty()));
    }

    private static String text(Fate fate) {
        return switch (fate) {
            case Fate.Completes() -> "completes";
            case Fate.CompletesSlowly() -> "completes slowly";
            case Fate.CompletesTwice() -> "completes twice";
            case Fate.TimesOut() -> "times out";
            case Fate.StaysInFlight() -> "stays in flight";
            case Fate.Fails(var code, var message) -> {
                assertThat(message).isNotBlank();
                yield "fails " + code;
            }
            case Fate.FailsThenCompletes(var failure) -> text(failure) + ", then completes";
            case Fate.WaitsForPayer(var afterwards) ->
                "waits" + afterwards.map(failure -> ", " + text(failure)).orElse("");
        };
    }

    private static Stream<String[]> rows(String table) {
        return table.lines().skip(1).map(line -> line.strip().split(" *\\| *"));
    }
}
