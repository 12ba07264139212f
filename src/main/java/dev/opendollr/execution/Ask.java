package dev.opendollr.execution;

import dev.opendollr.pricing.OperationType;
import dev.opendollr.problem.ProblemException;
import dev.opendollr.problem.Violation;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;

/// What a merchant asks to execute. Its reference stands for all of it: the same reference may only ask the same again.
public record Ask(
        OperationType operation,
        UUID referenceId,
        long sessionId,
        Optional<Long> accountId,
        Optional<CurrencyUnit> currency) {
    /// The execution that this reference belongs to, when it asked for the same.
    Execution same(Execution known) {
        var request = known.request();
        if (request.operation() != operation) {
            throw other("operation");
        }
        if (!request.sessionId().equals(Optional.of(sessionId))) {
            throw other("session");
        }
        if (accountId.isPresent() && !request.paymentAccountId().equals(accountId)) {
            throw other("account");
        }
        if (currency.isPresent()
                && !known.quote().payerAmount().getCurrencyUnit().equals(currency.get())) {
            throw other("currency");
        }
        return known;
    }

    private static ProblemException other(String what) {
        return ProblemException.invalid(
                Violation.body("reference_id", "the reference belongs to an execution with another " + what));
    }
}
