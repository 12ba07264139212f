package dev.opendollr.receipt;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.execution.Executions;
import dev.opendollr.party.Counterparty;
import dev.opendollr.party.Party;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.pricing.Quote;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceItem;
import dev.opendollr.source.SourceItemId;
import dev.opendollr.source.Sources;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// A receipt as the API writes it. Orders and invoices have the same members, except for two names and the due
/// date.
final class ReceiptJson {
    private ReceiptJson() {}

    static Map<String, Object> of(Caller.ByCredential owner, Sources.Detail detail, Executions.Paid paid) {
        Map<String, Object> json = new LinkedHashMap<>();
        putSource(json, owner, detail.source());
        putCounterparty(json, detail.source(), detail.counterparty());
        putQuote(json, paid.execution().quote());
        json.put("payment_provider", paid.account().provider());
        json.put("payment_method", paid.execution().method());
        json.put("account_name", paid.account().accountName());
        json.put("gateway_confirmed_at", paid.execution().completedAt());
        json.put("provider_transaction_id", paid.execution().answer().providerTransactionId());
        json.put("items", detail.items().stream().map(ItemJson::of).toList());
        return json;
    }

    private static void putSource(Map<String, Object> json, Caller.ByCredential owner, Source source) {
        json.put(source.kind().word() + "_id", source.id());
        json.put(source.kind().word() + "_number", source.number());
        json.put("reference_id", source.referenceId());
        json.put("currency", source.totalAmount().getCurrencyUnit().getCode());
        json.put("total_amount", source.totalAmount().getAmount());
        json.put("status", source.status());
        json.put("note", source.note());
        if (source.kind().hasDueDate()) {
            json.put("due_date", source.dueDate());
        }
        json.put("paid_at", source.paidAt());
        json.put("as_payment_link", source.asPaymentLink());
        json.put("fee_bearer", source.feeBearer());
        json.put("owner_id", owner.merchant());
        json.put("owner_type", owner.merchantType());
        json.put("created_at", source.createdAt());
    }

    private static void putCounterparty(Map<String, Object> json, Source source, Optional<Counterparty> counterparty) {
        var party = counterparty.flatMap(Counterparty::party);
        json.put("counterparty_id", source.counterpartyId());
        json.put(
                "relationship_type",
                counterparty
                        .map(Counterparty::relationshipType)
                        .map(RelationshipType::name)
                        .orElse(""));
        json.put("counterparty_name", party.map(Party::fullname).orElse(""));
        json.put("counterparty_phone", party.flatMap(Party::phone).orElse(""));
        json.put("counterparty_email", party.flatMap(Party::email));
    }

    private static void putQuote(Map<String, Object> json, Quote quote) {
        var payer = quote.payerAmount().getCurrencyUnit().getCode();
        var payee = quote.payeeAmount().getCurrencyUnit().getCode();
        json.put("payer_amount", quote.payerAmount().getAmount());
        json.put("payer_currency", payer);
        json.put("payee_amount", quote.payeeAmount().getAmount());
        json.put("payee_currency", payee);
        json.put("platform_fee", quote.platformFee().getAmount());
        json.put("platform_currency", payer);
        json.put("gateway_fee", quote.gatewayFee().map(Money::getAmount));
        json.put("gateway_currency", quote.gatewayFee().map(fee -> payer));
        json.put("fx_fee", quote.fxFee().map(Money::getAmount));
        json.put("fx_rate", quote.rate().map(BigDecimal::toPlainString));
        json.put("fx_currency_from", quote.rate().map(rate -> payee));
        json.put("fx_currency_to", quote.rate().map(rate -> payer));
    }

    private record ItemJson(SourceItemId id, String name, int qty, BigDecimal amount, String currency) {
        static ItemJson of(SourceItem item) {
            return new ItemJson(
                    item.id(),
                    item.name(),
                    item.qty(),
                    item.amount().getAmount(),
                    item.amount().getCurrencyUnit().getCode());
        }
    }
}
