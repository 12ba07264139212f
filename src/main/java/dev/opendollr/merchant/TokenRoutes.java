package dev.opendollr.merchant;

import dev.opendollr.base.http.AccessTokens;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.problem.Problem.CredentialsRefused;
import dev.opendollr.base.problem.ProblemException;

/// Where a merchant's server obtains its tokens.
public final class TokenRoutes implements Routes {
    /// Small, because anyone can send this body without a token.
    private static final int BODY_BYTES_MAX = 4 * 1024;

    private final Credentials credentials;
    private final AccessTokens tokens;
    private final FailedLogins failedLogins = new FailedLogins();
    private final SameLogins sameLogins = new SameLogins();

    public TokenRoutes(Credentials credentials, AccessTokens tokens) {
        this.credentials = credentials;
        this.tokens = tokens;
    }

    /// How many logins have failed since the process started.
    public long failedLogins() {
        return failedLogins.failed();
    }

    /// How many logins were refused unchecked after too many failures, since the process started.
    public long loginsTurnedAway() {
        return failedLogins.turnedAway();
    }

    /// How many logins were refused because too many with the same credentials were waiting, since the process
    /// started.
    public long loginsRefused() {
        return sameLogins.refused();
    }

    @Override
    public void routing(Rules rules) {
        rules.post("/{version}/jwt/client/obtain/token", this::obtain);
    }

    private void obtain(Request request, Response response) {
        var input = Input.of(request);
        var body = input.body(BODY_BYTES_MAX);
        var clientId = body.text("client_id");
        var secret = new Secret(body.text("client_secret"));
        input.check();
        var network = request.network();
        failedLogins.check(clientId, network);
        var subject = sameLogins
                .run(clientId, secret, () -> credentials.authenticate(clientId, secret))
                .orElseThrow(() -> {
                    failedLogins.count(clientId, network);
                    return new ProblemException(new CredentialsRefused());
                });
        Reply.ok(response, new TokenJson(tokens.issue(subject), AccessTokens.LIFETIME.toMinutes()));
    }

    /// A token as the API writes it; `expiresIn` counts minutes.
    private record TokenJson(String accessToken, long expiresIn) {
        @Override
        public String toString() {
            return "TokenJson[accessToken=***, expiresIn=" + expiresIn + "]";
        }
    }
}
