package dev.opendollr.execution;

import dev.opendollr.base.money.OperationType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/// An execution as the API writes it.
record ExecutionJson(
        UUID referenceId,
        Optional<String> providerTransactionId,
        ExecutionStatus status,
        BigDecimal payerAmount,
        String payerCurrency,
        String payeeCurrency,
        BigDecimal payeeAmount,
        OperationType operationType,
        Optional<String> gatewayMessage,
        Optional<String> walletMessage,
        Optional<String> clientSecret,
        boolean requiresAction) {
    static ExecutionJson of(Execution execution) {
        var quote = execution.quote();
        var answer = execution.answer();
        return new ExecutionJson(
                execution.request().referenceId(),
                answer.providerTransactionId(),
                execution.status(),
                quote.payerAmount().getAmount(),
                quote.payerAmount().getCurrencyUnit().getCode(),
                quote.payeeAmount().getCurrencyUnit().getCode(),
                quote.payeeAmount().getAmount(),
                execution.operation(),
                answer.gatewayMessage(),
                answer.walletMessage(),
                answer.clientSecret(),
                execution.requiresAction());
    }

    @Override
    public String toString() {
        return "ExecutionJson[" + referenceId + "]";
    }
}
