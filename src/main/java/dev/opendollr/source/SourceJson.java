package dev.opendollr.source;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.party.Counterparty;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.PartyJson;
import dev.opendollr.party.RelationshipType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Sources, their items and their history as the API writes them. Orders and invoices have the same members,
/// except that two names contain the kind and that only invoices have a due date.
final class SourceJson {
    private SourceJson() {}

    static Map<String, Object> of(Caller.ByCredential owner, Source source) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", source.id());
        json.put("reference_id", source.referenceId());
        json.put(source.kind().word() + "_number", source.number());
        json.put("counterparty_id", source.counterpartyId());
        json.put("currency", source.totalAmount().getCurrencyUnit().getCode());
        json.put("total_amount", source.totalAmount().getAmount());
        json.put("note", source.note());
        json.put("status", source.status());
        json.put("fee_bearer", source.feeBearer());
        if (source.kind().hasDueDate()) {
            json.put("due_date", source.dueDate());
        }
        json.put("paid_at", source.paidAt());
        json.put("as_payment_link", source.asPaymentLink());
        json.put("owner_id", owner.merchant());
        json.put("owner_type", owner.merchantType());
        json.put("created_at", source.createdAt());
        json.put("updated_at", source.updatedAt());
        return json;
    }

    static Map<String, Object> of(Caller.ByCredential owner, Sources.Detail detail) {
        var json = of(owner, detail.source());
        json.put(
                detail.source().kind().word() + "_items",
                detail.items().stream().map(SourceItemJson::of).toList());
        json.put(
                "counterparty",
                detail.counterparty().map(counterparty -> CounterpartyOfSourceJson.of(owner, counterparty)));
        return json;
    }

    record SourceItemJson(
            SourceItemId id,
            String name,
            String currency,
            int qty,
            BigDecimal amount,
            Instant createdAt,
            Instant updatedAt) {
        static SourceItemJson of(SourceItem item) {
            return new SourceItemJson(
                    item.id(),
                    item.name(),
                    item.amount().getCurrencyUnit().getCode(),
                    item.qty(),
                    item.amount().getAmount(),
                    item.createdAt(),
                    item.updatedAt());
        }
    }

    /// The counterparty inside a source: without the id of its party, as the contract has it.
    private record CounterpartyOfSourceJson(
            CounterpartyId id,
            MerchantType ownerPartyType,
            MerchantId ownerPartyId,
            RelationshipType relationshipType,
            Instant createdAt,
            Instant updatedAt,
            Optional<PartyJson> party) {
        static CounterpartyOfSourceJson of(Caller.ByCredential owner, Counterparty counterparty) {
            return new CounterpartyOfSourceJson(
                    counterparty.id(),
                    owner.merchantType(),
                    owner.merchant(),
                    counterparty.relationshipType(),
                    counterparty.createdAt(),
                    counterparty.updatedAt(),
                    counterparty.party().map(PartyJson::of));
        }
    }

    record HistoryEntryJson(
            int version,
            HistoryEntry.EventType type,
            Optional<SourceStatus> fromStatus,
            SourceStatus toStatus,
            Instant at,
            String actor,
            String requestId,
            Optional<String> reason) {
        static HistoryEntryJson of(HistoryEntry entry) {
            return new HistoryEntryJson(
                    entry.version(),
                    entry.type(),
                    entry.fromStatus(),
                    entry.toStatus(),
                    entry.at(),
                    entry.actor(),
                    entry.requestId(),
                    entry.reason());
        }
    }
}
