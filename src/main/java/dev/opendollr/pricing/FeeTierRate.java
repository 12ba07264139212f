package dev.opendollr.pricing;

import dev.opendollr.money.OperationType;
import dev.opendollr.money.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/// What the platform takes for an operation in a tier, for one payment method or, without one, for all others.
public record FeeTierRate(
        long id,
        OperationType operationType,
        Optional<PaymentMethod> paymentMethod,
        BigDecimal percentage,
        Optional<Money> fixedFee,
        BigDecimal fxPercentage,
        Instant effectiveFrom,
        Optional<Instant> effectiveTo,
        Instant createdAt,
        FeeTier tier) {}
