package dev.opendollr.execution;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.ExecutionReason.Difference;
import dev.opendollr.session.SessionId;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;

/// A merchant's request to execute a session. A request that repeats a reference must ask for the same again.
public record Ask(
        OperationType operation,
        UUID referenceId,
        SessionId sessionId,
        Optional<PaymentAccountId> accountId,
        Optional<CurrencyUnit> currency) {
    /// Returns `known`, the execution with this reference. Throws when it was begun by a different request.
    Execution same(Execution known) {
        var request = known.request();
        if (request.operation() != operation) {
            throw other(Difference.OPERATION);
        }
        if (!request.sessionId().equals(Optional.of(sessionId))) {
            throw other(Difference.SESSION);
        }
        if (accountId.isPresent() && !request.paymentAccountId().equals(accountId)) {
            throw other(Difference.ACCOUNT);
        }
        if (currency.isPresent()
                && !known.quote().payerAmount().getCurrencyUnit().equals(currency.get())) {
            throw other(Difference.CURRENCY);
        }
        return known;
    }

    private static ProblemException other(Difference difference) {
        return ProblemException.refused("reference_id", new ExecutionReason.ReferenceOfOther(difference));
    }
}
