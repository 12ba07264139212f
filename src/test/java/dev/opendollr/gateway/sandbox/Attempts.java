package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Attempt.Kind;
import dev.opendollr.gateway.AttemptId;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/// Attempts for tests.
final class Attempts {
    static final MerchantId MERCHANT = new MerchantId(7);
    static final Money TEN = Money.parse("USD 10");

    private Attempts() {}

    static Attempt collect(String suffix) {
        return mobile(Kind.COLLECT, suffix, TEN);
    }

    static Attempt payOut(String suffix) {
        return mobile(Kind.PAY_OUT, suffix, TEN);
    }

    static Attempt mobile(Kind kind, String suffix, Money amount) {
        return new Attempt(
                new AttemptId(UUID.randomUUID()),
                MERCHANT,
                kind,
                PaymentMethod.MTN_MOMO_LBR,
                Optional.of("231771234" + suffix),
                amount,
                Optional.empty(),
                Optional.empty());
    }

    static Attempt card(Optional<String> token) {
        return new Attempt(
                new AttemptId(UUID.randomUUID()),
                MERCHANT,
                Kind.COLLECT,
                PaymentMethod.CREDIT_CARD,
                token,
                TEN,
                Optional.empty(),
                Optional.of(UUID.randomUUID()));
    }

    static Attempt refund(Attempt original, Money amount) {
        return refund(new AttemptId(UUID.randomUUID()), original, amount);
    }

    static Attempt refund(AttemptId id, Attempt original, Money amount) {
        return new Attempt(
                id,
                original.merchant(),
                Kind.REFUND,
                original.method(),
                original.account(),
                amount,
                Optional.of(original.id()),
                Optional.empty());
    }

    /// The same id, asked by another way for something else.
    static Attempt withId(AttemptId id, Attempt attempt) {
        return new Attempt(
                id,
                attempt.merchant(),
                attempt.kind(),
                attempt.method(),
                attempt.account(),
                attempt.amount(),
                attempt.original(),
                attempt.reference());
    }
}
