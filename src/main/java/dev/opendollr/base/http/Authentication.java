package dev.opendollr.base.http;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.Problem;
import dev.opendollr.base.problem.Problem.CredentialsRefused;
import dev.opendollr.base.problem.Problem.NotAuthenticated;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.work.OnBehalf;
import java.util.function.Predicate;

/// Identifies the caller from the bearer token.
public final class Authentication {
    private static final String AUTHORIZATION = "Authorization";
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final Predicate<String> revoked;

    /// `revoked` tells whether the credential of a client id was revoked.
    public Authentication(AccessTokens tokens, Predicate<String> revoked) {
        this.tokens = tokens;
        this.revoked = revoked;
    }

    /// Returns the caller of a request or refuses the request. A route that requires a token calls this first.
    public Caller.ByCredential caller(Request request) {
        if (!request.headers().contains(AUTHORIZATION)) {
            throw new ProblemException(new NotAuthenticated());
        }
        var header = request.headers().only(AUTHORIZATION).orElseThrow(Authentication::refused);
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused();
        }
        var subject = tokens.verify(header.substring(SCHEME.length()).strip()).orElseThrow(Authentication::refused);
        if (revoked.test(subject.clientId())) {
            throw refused();
        }
        OnBehalf.identified(subject.merchant());
        var caller = new Caller.ByCredential(
                subject.merchant(),
                subject.merchantType(),
                subject.clientId(),
                request.id().text());
        request.facts().calledBy(caller);
        return caller;
    }

    /// From now on the request is one of the payers of `merchant`. A handler calls this once it has read a link
    /// of the merchant, and before it reads a body. The shares of payers limit the request from then on, and no
    /// longer the network that it comes from: many payers share the address of their mobile operator.
    public static void payer(Request request, MerchantId merchant) {
        OnBehalf.payer(merchant);
        request.countsAsPayer();
    }

    private static ProblemException refused() {
        Problem problem = new CredentialsRefused();
        return new ProblemException(problem);
    }
}
