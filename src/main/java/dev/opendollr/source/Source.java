package dev.opendollr.source;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.party.CounterpartyId;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/// What a counterparty is asked to pay: an order or an invoice, without its items.
public record Source(
        MerchantId merchant,
        SourceKind kind,
        SourceId id,
        String number,
        Optional<String> referenceId,
        CounterpartyId counterpartyId,
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
        Instant updatedAt) {
    /// Refuses the request unless the source is paid. `argument` is the argument of the request that named the
    /// source.
    public void checkPaid(String argument) {
        if (status != SourceStatus.PAID) {
            throw refused(argument, new SourceReason.NoReceiptYet());
        }
    }

    /// The exception for a request that the current status does not allow. `argument` is the argument that
    /// named the source.
    public ProblemException refused(String argument, Reason why) {
        return ProblemException.refused(argument, notNow(why));
    }

    /// The reason why the current status does not allow a request.
    SourceReason notNow(Reason why) {
        return new SourceReason.NotNow(kind, status, why);
    }
}
