package dev.opendollr.session;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.idempotency.Creations;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.ledger.WalletId;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;

/// The HTTP face of [Sessions].
public final class SessionRoutes implements Routes {
    private final Authentication authentication;
    private final Creations creations;
    private final Merchants merchants;
    private final Sessions sessions;

    public SessionRoutes(Authentication authentication, Creations creations, Merchants merchants, Sessions sessions) {
        this.authentication = authentication;
        this.creations = creations;
        this.merchants = merchants;
        this.sessions = sessions;
    }

    @Override
    public void routing(Rules rules) {
        rules.post("/{version}/sessions/checkout", this::checkout)
                .post("/{version}/sessions/payout", this::payout)
                .post("/{version}/sessions/transfer", this::transfer)
                .post("/{version}/sessions/refund", this::refund);
    }

    private void checkout(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var key = input.idempotencyKey();
        var body = input.body();
        var source = body.id("source_id", SourceId::new);
        var kind = body.choice("source_type", SourceKind.class);
        input.check();
        creations.answer(response, caller, key, "sessions/checkout", body, tx -> {
            var session = sessions.checkout(tx, caller, kind, source);
            return SessionJson.checkout(session, kind);
        });
    }

    private void payout(Request request, Response response) {
        var caller = merchants.requireVerified(authentication.caller(request));
        var input = Input.of(request);
        var key = input.idempotencyKey();
        var body = input.body();
        var account = body.id("payout_account_id", PaymentAccountId::new);
        var amount = body.amount("amount");
        var currency = body.currency("currency");
        input.check();
        creations.answer(
                response,
                caller,
                key,
                "sessions/payout",
                body,
                tx -> SessionJson.of(sessions.payout(tx, caller, account, amount, currency)));
    }

    private void transfer(Request request, Response response) {
        var caller = merchants.requireVerified(authentication.caller(request));
        var input = Input.of(request);
        var key = input.idempotencyKey();
        var body = input.body();
        var wallet = body.id("from_wallet_id", WalletId::new);
        var counterparty = body.id("to_counterparty_id", CounterpartyId::new);
        var amount = body.amount("amount");
        var currency = body.currency("currency");
        var expiresAt = body.instant("expires_at");
        input.check();
        creations.answer(
                response,
                caller,
                key,
                "sessions/transfer",
                body,
                tx -> SessionJson.of(sessions.transfer(tx, caller, wallet, counterparty, amount, currency, expiresAt)));
    }

    private void refund(Request request, Response response) {
        var caller = merchants.requireVerified(authentication.caller(request));
        var input = Input.of(request);
        var key = input.idempotencyKey();
        var body = input.body();
        var original = body.id("original_payment_intent_id", ExecutionId::new);
        var amount = body.amount("amount");
        var reason = body.optionalNote("reason");
        var expiresAt = body.instant("expires_at");
        input.check();
        creations.answer(
                response,
                caller,
                key,
                "sessions/refund",
                body,
                tx -> SessionJson.of(sessions.refund(tx, caller, original, amount, reason, expiresAt)));
    }
}
