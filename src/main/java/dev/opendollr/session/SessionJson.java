package dev.opendollr.session;

import dev.opendollr.source.SourceKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// Sessions as the API writes them.
final class SessionJson {
    private SessionJson() {}

    static Map<String, Object> checkout(Session session, SourceKind kind) {
        var json = of(session);
        json.put("source_type", kind);
        return json;
    }

    static Map<String, Object> of(Session session) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", session.id());
        switch (session.intent()) {
            case Intent.Checkout(var source) -> {
                json.put("payment_account_id", Optional.empty());
                json.put("source_id", source);
            }
            case Intent.Payout(var wallet, var account, var amount) -> {
                json.put("wallet_id", wallet);
                json.put("payout_account_id", account);
                put(json, amount);
            }
            case Intent.Transfer(var wallet, var counterparty, var amount) -> {
                json.put("from_wallet_id", wallet);
                json.put("to_counterparty_id", counterparty);
                put(json, amount);
            }
            case Intent.Refund(var original, var amount, var reason) -> {
                json.put("original_payment_intent_id", original);
                put(json, amount);
                json.put("reason", reason);
            }
        }
        json.put("status", session.status());
        json.put("expires_at", session.expiresAt());
        json.put("created_at", session.createdAt());
        json.put("updated_at", session.updatedAt());
        return json;
    }

    private static void put(Map<String, Object> json, Money amount) {
        json.put("amount", amount.getAmount());
        json.put("currency", amount.getCurrencyUnit().getCode());
    }
}
