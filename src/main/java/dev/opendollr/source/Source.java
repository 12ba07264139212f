package dev.opendollr.source;

import dev.opendollr.pricing.FeeBearer;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/// What a counterparty is asked to pay: an order or an invoice, without its items.
public record Source(
        SourceKind kind,
        long id,
        String number,
        Optional<String> referenceId,
        long counterpartyId,
        Money totalAmount,
        int itemCount,
        String note,
        FeeBearer feeBearer,
        boolean asPaymentLink,
        Optional<Instant> dueDate,
        SourceStatus status,
        int version,
        Optional<Instant> paidAt,
        Optional<Instant> cancelRequestedAt,
        Instant createdAt,
        Instant updatedAt) {}
