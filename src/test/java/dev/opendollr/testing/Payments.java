package dev.opendollr.testing;

import java.util.UUID;

/// Short ways to make payments in tests.
public final class Payments {
    /// The last three digits choose the outcome of a payment in the sandbox.
    public static final String COMPLETES = "231771234789";

    public static final String NO_MONEY = "231771234049";
    public static final String STAYS_IN_FLIGHT = "231771234129";
    public static final String TIMES_OUT = "231771234139";
    public static final String TWICE = "231771234149";
    public static final String LATE_SUCCESS = "231771234159";

    private Payments() {}

    public static String reference() {
        return UUID.randomUUID().toString();
    }

    public static long party(Client shop, String phone) {
        return shop.post("/v1/parties/create", """
            {"fullname": "Ma Hawa", "phone": "%s"}\
            """.formatted(phone)).expect(200).id();
    }

    /// Creates a counterparty with this phone, to which money can be transferred. Returns its id.
    public static long partner(Client shop, String phone) {
        return shop.post("/v1/counterparties/create", """
            {"relationship_type": "PARTNER", "party_id": %d}\
            """.formatted(party(shop, phone)))
                .expect(200)
                .id();
    }

    /// Creates a mobile-money account with this phone. Returns its id.
    public static long account(Client shop, String operation, String phone) {
        return account(shop, operation, "MTN_MOMO_LBR", phone);
    }

    public static long account(Client shop, String operation, String method, String phone) {
        return shop.post("/v1/payment-accounts/create?operation_type=" + operation, """
            {"account_name": "Ma Hawa", "provider": "PAWAPAY", "method": "%s", "party_id": %d,
             "insensitive_account_number": "%s"}\
            """.formatted(
                                method, party(shop, phone), phone))
                .expect(200)
                .id();
    }

    /// Creates a card account, without a token if `token` is empty. Returns its id.
    public static long card(Client shop, String token) {
        var number = token.isEmpty() ? "null" : "\"" + token + "\"";
        return shop.post("/v1/payment-accounts/create?operation_type=COLLECTION", """
            {"account_name": "Ma Hawa", "provider": "STRIPE", "method": "CREDIT_CARD", "party_id": %d,
             "insensitive_account_number": %s}\
            """.formatted(
                                party(shop, COMPLETES), number))
                .expect(200)
                .id();
    }

    /// Creates a checkout session for an order in status ACTIVE. Returns its id.
    public static long checkout(Client shop, long order) {
        return tryCheckout(shop, order).expect(200).id();
    }

    public static Answer tryCheckout(Client shop, long order) {
        return tryCheckout(shop, Kind.ORDER, order);
    }

    public static Answer tryCheckout(Client shop, Kind kind, long source) {
        return shop.post("/v1/sessions/checkout", """
            {"source_id": %d, "source_type": "%s"}\
            """.formatted(source, kind));
    }

    public static Answer collect(Client shop, long session, long account, String currency, String reference) {
        return shop.post("/v1/executions/collection", """
            {"session_id": "%d", "payment_account_id": "%d", "currency": "%s", "reference_id": "%s"}\
            """.formatted(session, account, currency, reference));
    }

    /// Collects the money of a published order over 5 USD from this account. Returns the answer.
    public static Answer collectOrder(Client shop, long order, long account) {
        return collect(shop, checkout(shop, order), account, "USD", reference()).expect(200);
    }

    /// Collects the money of a published source in USD from this account. Returns the answer.
    public static Answer collect(Client shop, Kind kind, long source, long account) {
        var session = tryCheckout(shop, kind, source).expect(200).id();
        return collect(shop, session, account, "USD", reference()).expect(200);
    }

    public static long payoutSession(Client shop, long account, String currency, String amount) {
        return shop.post("/v1/sessions/payout", """
            {"payout_account_id": %d, "amount": %s, "currency": "%s"}\
            """.formatted(account, amount, currency))
                .expect(200)
                .id();
    }

    /// Requests a payout with the passcode of the demo merchant.
    public static Answer payOut(Client shop, long session, long account, String reference) {
        return payOut(shop, session, account, reference, "123456");
    }

    public static Answer payOut(Client shop, long session, long account, String reference, String code) {
        return shop.post("/v1/executions/payout", """
            {"session_id": "%d", "payout_account_id": "%d", "reference_id": "%s",
             "passcode": {"token": {"code": "%s", "phone": "231770000001"},
                          "device": {"name": "till", "type": "web", "platform": "linux", "user_agent": "test",
                                     "client_ip": "127.0.0.1"}}}\
            """.formatted(session, account, reference, code));
    }

    public static Answer tryRefundSession(Client shop, long paymentIntent, String amount) {
        return shop.post("/v1/sessions/refund", """
            {"original_payment_intent_id": %d, "amount": %s, "reason": "spoilt", "expires_at": "2099-01-01T00:00:00Z"}\
            """.formatted(paymentIntent, amount));
    }

    public static Answer refund(Client shop, long session, String reference) {
        return withoutAccount(shop, "refund", session, reference);
    }

    public static long transferSession(Client shop, long wallet, long counterparty, String currency, String amount) {
        return shop.post("/v1/sessions/transfer", """
            {"from_wallet_id": %d, "to_counterparty_id": %d, "amount": %s, "currency": "%s",
             "expires_at": "2099-01-01T00:00:00Z"}\
            """.formatted(wallet, counterparty, amount, currency))
                .expect(200)
                .id();
    }

    public static Answer transfer(Client shop, long session, String reference) {
        return withoutAccount(shop, "transfer", session, reference);
    }

    private static Answer withoutAccount(Client shop, String operation, long session, String reference) {
        return shop.post("/v1/executions/" + operation, """
            {"session_id": "%d", "reference_id": "%s"}\
            """.formatted(session, reference));
    }

    /// The current status of an execution.
    public static String status(Client shop, String operation, String reference) {
        return shop.get("/v1/status/" + operation + "/" + reference).expect(200).text("status");
    }

    public static String orderStatus(Client shop, long order) {
        return shop.get("/v1/status/source?source_type=ORDER&source_id=" + order)
                .expect(200)
                .text("status");
    }

    /// The balance of the merchant's wallet in this currency, as text; `none` if there is no such wallet.
    public static String balance(Client shop, String currency) {
        for (var wallet : shop.get("/v1/wallets/list").expect(200).json()) {
            if (wallet.path("currency").stringValue().equals(currency)) {
                return wallet.path("balance").decimalValue().toPlainString();
            }
        }
        return "none";
    }

    public static long wallet(Client shop, String currency) {
        for (var wallet : shop.get("/v1/wallets/list").expect(200).json()) {
            if (wallet.path("currency").stringValue().equals(currency)) {
                return wallet.path("id").longValue();
            }
        }
        throw new AssertionError("no wallet in " + currency);
    }
}
