package dev.opendollr.pricing;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/// The fee of the gateway that carries a payment method, for an operation.
public record GatewayFee(
        GatewayFeeId id,
        ProviderId providerId,
        OperationType operationType,
        PaymentMethod paymentMethod,
        BigDecimal percentage,
        Optional<Money> fixedFee,
        Instant effectiveFrom,
        Optional<Instant> effectiveTo,
        Instant createdAt,
        Instant updatedAt) {}
