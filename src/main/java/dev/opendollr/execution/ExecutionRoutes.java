package dev.opendollr.execution;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Body;
import dev.opendollr.base.http.Handler;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.problem.Argument;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.merchant.MerchantReason;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.merchant.Passcodes;
import dev.opendollr.session.SessionId;
import java.util.List;
import java.util.Optional;

/// The HTTP face of [Executions]: moving money, and reading the status of a movement.
public final class ExecutionRoutes implements Routes {
    private static final String PAYMENT_INTENT_ID = "Payment-Intent-Id";
    private static final List<String> DEVICE = List.of("name", "type", "platform", "user_agent", "client_ip");
    private static final Argument CODE = Argument.of("passcode", "token", "code");

    private final Authentication authentication;
    private final Merchants merchants;
    private final Passcodes passcodes;
    private final Executions executions;

    public ExecutionRoutes(
            Authentication authentication, Merchants merchants, Passcodes passcodes, Executions executions) {
        this.authentication = authentication;
        this.merchants = merchants;
        this.passcodes = passcodes;
        this.executions = executions;
    }

    @Override
    public void routing(Rules rules) {
        rules.post("/{version}/executions/collection", this::collect)
                .post("/{version}/executions/payout", this::payOut)
                .post(
                        "/{version}/executions/transfer",
                        (request, response) -> withoutAccount(request, response, OperationType.TRANSFER))
                .post(
                        "/{version}/executions/refund",
                        (request, response) -> withoutAccount(request, response, OperationType.REFUND))
                .get("/{version}/status/collection/{reference_id}", status(OperationType.COLLECTION))
                .get("/{version}/status/payout/{reference_id}", status(OperationType.PAYOUT))
                .get("/{version}/status/transfer/{reference_id}", status(OperationType.TRANSFER))
                .get("/{version}/status/refund/{reference_id}", status(OperationType.REFUND));
    }

    private void collect(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var body = input.body();
        var session = body.idText("session_id", SessionId::new);
        var account = body.idText("payment_account_id", PaymentAccountId::new);
        var currency = body.currency("currency");
        var reference = body.uuid("reference_id");
        input.check();
        var ask = new Ask(OperationType.COLLECTION, reference, session, Optional.of(account), Optional.of(currency));
        answer(response, executions.execute(caller, ask));
    }

    private void payOut(Request request, Response response) {
        var caller = merchants.requireVerified(authentication.caller(request));
        var input = Input.of(request);
        var body = input.body();
        var session = body.idText("session_id", SessionId::new);
        var account = body.idText("payout_account_id", PaymentAccountId::new);
        var reference = body.uuid("reference_id");
        var passcode = Passcode.read(body.object("passcode"));
        input.check();
        var ask = new Ask(OperationType.PAYOUT, reference, session, Optional.of(account), Optional.empty());
        // A payout that was begun has been confirmed; repeating it must not depend on a lock of the passcode.
        var known = executions.knownOrPossible(caller.merchant(), ask);
        var execution = known.orElseGet(() -> {
            confirm(caller, passcode);
            return executions.execute(caller, ask);
        });
        answer(response, execution);
    }

    private void withoutAccount(Request request, Response response, OperationType operation) {
        var caller = merchants.requireVerified(authentication.caller(request));
        var input = Input.of(request);
        var body = input.body();
        var session = body.idText("session_id", SessionId::new);
        var reference = body.uuid("reference_id");
        input.check();
        var ask = new Ask(operation, reference, session, Optional.empty(), Optional.empty());
        answer(response, executions.execute(caller, ask));
    }

    private Handler status(OperationType operation) {
        return (request, response) -> {
            var caller = authentication.caller(request);
            var input = Input.of(request);
            input.check();
            var execution = input.uuid("reference_id")
                    .map(reference -> executions.retrieve(caller.merchant(), operation, reference))
                    .orElseThrow(() -> ProblemException.notFound("Execution"));
            answer(response, execution);
        };
    }

    /// The id that a refund needs is sent as a header, because the body contains only the documented members.
    private static void answer(Response response, Execution execution) {
        if (execution.operation() == OperationType.COLLECTION) {
            response.header(PAYMENT_INTENT_ID, Long.toString(execution.id().value()));
        }
        Reply.ok(response, ExecutionJson.of(execution));
    }

    private void confirm(Caller.ByCredential caller, Passcode passcode) {
        Optional<Reason> refusal =
                switch (passcodes.check(caller.merchant(), passcode.phone(), passcode.userId(), passcode.code())) {
                    case Passcodes.Verdict.Right() -> Optional.empty();
                    case Passcodes.Verdict.Wrong(var left) -> Optional.of(new MerchantReason.PasscodeWrong(left));
                    case Passcodes.Verdict.Locked(var until) -> Optional.of(new MerchantReason.PasscodeLocked(until));
                };
        refusal.ifPresent(why -> {
            throw ProblemException.refused(CODE, why);
        });
    }

    /// What confirms a payout, and for which user.
    private record Passcode(String code, Optional<String> userId, Optional<String> phone) {
        /// The device is required but not stored.
        static Passcode read(Body body) {
            var token = body.object("token");
            var passcode =
                    new Passcode(token.text("code"), token.optionalText("user_id"), token.optionalPhone("phone"));
            if (passcode.userId().isEmpty() && passcode.phone().isEmpty()) {
                token.refuse("phone", "phone or user_id must say whose passcode it is");
            }
            var device = body.object("device");
            for (var field : DEVICE) {
                var _ = device.text(field);
            }
            return passcode;
        }

        @Override
        public String toString() {
            return "Passcode[***]";
        }
    }
}
