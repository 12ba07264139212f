package dev.opendollr.pricing;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/// Fees as the API writes them: percentages of tiers are strings, those of gateways numbers.
final class FeeJson {
    private FeeJson() {}

    record FeeTierJson(long id, String name, boolean isDefault, Instant createdAt, Instant updatedAt) {
        static FeeTierJson of(FeeTier tier) {
            return new FeeTierJson(tier.id(), tier.name(), tier.isDefault(), tier.createdAt(), tier.updatedAt());
        }
    }

    record FeeTierRateJson(
            long id,
            OperationType operationType,
            Optional<PaymentMethod> paymentMethod,
            String percentage,
            Optional<BigDecimal> fixedFee,
            Optional<String> fixedFeeCurrency,
            String fxPercentage,
            Instant effectiveFrom,
            Optional<Instant> effectiveTo,
            Instant createdAt,
            FeeTierJson tier) {
        static FeeTierRateJson of(FeeTierRate rate) {
            return new FeeTierRateJson(
                    rate.id(),
                    rate.operationType(),
                    rate.paymentMethod(),
                    rate.percentage().toPlainString(),
                    rate.fixedFee().map(Money::getAmount),
                    rate.fixedFee().map(FeeJson::currency),
                    rate.fxPercentage().toPlainString(),
                    rate.effectiveFrom(),
                    rate.effectiveTo(),
                    rate.createdAt(),
                    FeeTierJson.of(rate.tier()));
        }
    }

    record GatewayFeeJson(
            GatewayFeeId id,
            ProviderId providerId,
            OperationType operationType,
            PaymentMethod paymentMethod,
            BigDecimal percentage,
            Optional<BigDecimal> fixedFee,
            Optional<String> fixedFeeCurrency,
            Instant effectiveFrom,
            Optional<Instant> effectiveTo,
            Instant createdAt,
            Instant updatedAt) {
        static GatewayFeeJson of(GatewayFee fee) {
            return new GatewayFeeJson(
                    fee.id(),
                    fee.providerId(),
                    fee.operationType(),
                    fee.paymentMethod(),
                    fee.percentage(),
                    fee.fixedFee().map(Money::getAmount),
                    fee.fixedFee().map(FeeJson::currency),
                    fee.effectiveFrom(),
                    fee.effectiveTo(),
                    fee.createdAt(),
                    fee.updatedAt());
        }
    }

    record MerchantTierJson(
            long id,
            MerchantType ownerType,
            MerchantId ownerId,
            Instant assignedAt,
            Optional<String> assignedBy,
            FeeTierJson tier) {
        static MerchantTierJson of(Caller.ByCredential owner, MerchantTier assigned) {
            return new MerchantTierJson(
                    assigned.id(),
                    owner.merchantType(),
                    owner.merchant(),
                    assigned.assignedAt(),
                    assigned.assignedBy(),
                    FeeTierJson.of(assigned.tier()));
        }
    }

    private static String currency(Money money) {
        return money.getCurrencyUnit().getCode();
    }
}
