package dev.opendollr.execution;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.money.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A collection in the list of payments of an order or invoice.
record PaymentJson(
        ExecutionId paymentIntentId,
        UUID referenceId,
        ExecutionStatus status,
        PaymentMethod paymentMethod,
        BigDecimal payerAmount,
        String payerCurrency,
        BigDecimal payeeAmount,
        String payeeCurrency,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> completedAt) {
    static PaymentJson of(Execution collection) {
        var quote = collection.quote();
        return new PaymentJson(
                collection.id(),
                collection.request().referenceId(),
                collection.status(),
                collection.method(),
                quote.payerAmount().getAmount(),
                quote.payerAmount().getCurrencyUnit().getCode(),
                quote.payeeAmount().getAmount(),
                quote.payeeAmount().getCurrencyUnit().getCode(),
                collection.createdAt(),
                collection.updatedAt(),
                collection.completedAt());
    }
}
