package dev.opendollr.pricing;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/// The platform's fee for an operation in a tier: for one payment method, or without one for all other methods.
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
