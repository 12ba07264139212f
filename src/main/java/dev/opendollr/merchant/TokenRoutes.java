package dev.opendollr.merchant;

import dev.opendollr.http.Input;
import dev.opendollr.http.Reply;
import dev.opendollr.http.Tokens;
import dev.opendollr.problem.Problem.CredentialsRefused;
import dev.opendollr.problem.ProblemException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Where a merchant's server obtains its tokens.
public final class TokenRoutes implements HttpService {
    private final Credentials credentials;
    private final Tokens tokens;
    private final FailedLogins failedLogins = new FailedLogins();

    public TokenRoutes(Credentials credentials, Tokens tokens) {
        this.credentials = credentials;
        this.tokens = tokens;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/{version}/jwt/client/obtain/token", this::obtain);
    }

    private void obtain(ServerRequest request, ServerResponse response) {
        var input = Input.of(request);
        var body = input.body();
        var clientId = body.text("client_id");
        var secret = new Secret(body.text("client_secret"));
        input.check();
        var address = request.remotePeer().host();
        failedLogins.check(clientId, address);
        var subject = credentials.authenticate(clientId, secret).orElseThrow(() -> {
            failedLogins.count(clientId, address);
            return new ProblemException(new CredentialsRefused());
        });
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Reply.ok(response, new TokenJson(tokens.issue(subject), Tokens.LIFETIME.toMinutes()));
    }

    /// A token as the API writes it; `expiresIn` counts minutes.
    private record TokenJson(String accessToken, long expiresIn) {
        @Override
        public String toString() {
            return "TokenJson[accessToken=***, expiresIn=" + expiresIn + "]";
        }
    }
}
