package dev.opendollr.realtime;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.session.SessionId;
import dev.opendollr.session.Sessions;
import dev.opendollr.source.SourceKind;

/// Where a merchant's server obtains keys for payers' pages. Each key lets a page receive the events of one
/// payment.
public final class RealtimeRoutes implements Routes {
    private final Authentication authentication;
    private final Sessions sessions;
    private final RealtimeKeys keys;

    public RealtimeRoutes(Authentication authentication, Sessions sessions, RealtimeKeys keys) {
        this.authentication = authentication;
        this.sessions = sessions;
        this.keys = keys;
    }

    @Override
    public void routing(Rules rules) {
        rules.post("/{version}/realtime-keys/collection", this::issue);
    }

    /// The payment need not have begun: a page listens first and pays afterwards, so that it misses no event.
    private void issue(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var body = input.body();
        var session = body.id("session_id", SessionId::new);
        var sourceType = body.choice("source_type", SourceKind.class);
        var referenceId = body.uuid("reference_id");
        input.check();
        if (!sessions.isCheckout(caller.merchant(), session, sourceType)) {
            throw ProblemException.refused("session_id", new RealtimeReason.NoSuchCheckoutSession());
        }
        var key = keys.issue(new Channel(caller.merchant(), session, referenceId));
        Reply.ok(response, new KeyJson(key, RealtimeKeys.LIFETIME.toSeconds()));
    }

    /// A key as the API writes it; `expiresIn` counts seconds.
    private record KeyJson(String accessToken, long expiresIn) {
        @Override
        public String toString() {
            return "KeyJson[accessToken=***, expiresIn=" + expiresIn + "]";
        }
    }
}
