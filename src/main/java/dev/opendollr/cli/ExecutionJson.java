package dev.opendollr.cli;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionHistoryEntry;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.source.SourceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/// An [Execution] as commands print it: without account and secret.
record ExecutionJson(
        UUID referenceId,
        MerchantId merchantId,
        ExecutionId executionId,
        OperationType operation,
        PaymentMethod method,
        ExecutionStatus status,
        MoneyJson payerAmount,
        MoneyJson payeeAmount,
        MoneyJson fees,
        Optional<SourceId> sourceId,
        Optional<String> providerTransactionId,
        Optional<String> gatewayMessage,
        Optional<String> walletMessage,
        Instant createdAt,
        Optional<Instant> completedAt,
        int checks,
        Optional<Instant> nextCheckAt,
        String requestId) {

    record MoneyJson(String currency, BigDecimal amount) {
        static MoneyJson of(Money money) {
            return new MoneyJson(money.getCurrencyUnit().getCode(), money.getAmount());
        }

        @Override
        public String toString() {
            return currency + " " + amount.toPlainString();
        }
    }

    /// With everything that has happened to it.
    record WithHistory(ExecutionJson execution, List<ExecutionHistoryEntry> history) {
        WithHistory {
            history = List.copyOf(history);
        }
    }

    static ExecutionJson of(Execution execution) {
        var quote = execution.quote();
        var answer = execution.answer();
        return new ExecutionJson(
                execution.request().referenceId(),
                execution.merchant(),
                execution.id(),
                execution.operation(),
                execution.method(),
                execution.status(),
                MoneyJson.of(quote.payerAmount()),
                MoneyJson.of(quote.payeeAmount()),
                MoneyJson.of(quote.fees()),
                execution.request().sourceId(),
                answer.providerTransactionId(),
                answer.gatewayMessage(),
                answer.walletMessage(),
                execution.createdAt(),
                execution.completedAt(),
                execution.checks(),
                execution.nextCheckAt(),
                execution.requestId());
    }

    String line() {
        return "%s\tmerchant %d\t%s\t%s\t%s\tsince %s\tasked %d times"
                .formatted(referenceId, merchantId.value(), operation, status, payerAmount, createdAt, checks);
    }

    Map<String, Object> facts(List<ExecutionHistoryEntry> history) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("reference_id", referenceId);
        facts.put("merchant_id", merchantId.value());
        facts.put("operation", operation + " by " + method);
        facts.put("status", status);
        facts.put("payer pays", payerAmount);
        facts.put("payee receives", payeeAmount);
        facts.put("fees", fees);
        sourceId.ifPresent(id -> facts.put("order or invoice", id.value()));
        providerTransactionId.ifPresent(id -> facts.put("provider_transaction_id", id));
        gatewayMessage.ifPresent(message -> facts.put("gateway says", message));
        walletMessage.ifPresent(message -> facts.put("wallet says", message));
        facts.put("created", createdAt);
        completedAt.ifPresent(at -> facts.put("completed", at));
        facts.put("gateway asked", checks + " times");
        nextCheckAt.ifPresent(at -> facts.put("asks again", at));
        facts.put("request_id", requestId);
        history.forEach(entry -> facts.put(
                "history " + entry.version(),
                entry.at() + " " + entry.type() + " → " + entry.toStatus() + " by " + entry.actor()
                        + entry.reason().map(why -> ": " + why).orElse("")));
        return facts;
    }
}
