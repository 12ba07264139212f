package dev.opendollr.gateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Form;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.http.SameOrigin;
import dev.opendollr.base.http.Status;
import dev.opendollr.gateway.sandbox.Challenges.Decision;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The page of the sandbox's bank (3-D Secure). Whoever has the secret of a payment decides about it, as the
/// holder of the card would. It exists only in the sandbox role.
public final class ChallengeRoutes implements Routes {
    private static final String FOLDER = "/sandbox/challenge/";
    private static final String SECRET = "secret";
    private static final String RETURN_TO = "return_to";
    /// The page loads nothing and runs nothing, and no site may frame it.
    private static final String POLICY =
            "default-src 'none'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Challenges challenges;
    private final Supplier<String> publicUrl;

    /// A visitor who has the secret of a payment. `back` is where the visitor came from, if the address says so.
    private record Visit(Challenge challenge, Optional<ReturnPath> back) {}

    /// `publicUrl` is read only when a form has come.
    ChallengeRoutes(Challenges challenges, Supplier<String> publicUrl) {
        this.challenges = challenges;
        this.publicUrl = publicUrl;
    }

    /// The address of the page for a payment, as a payment page refers to it: proxies may serve both below a path of
    /// their own.
    static String address(String secret, ReturnPath back) {
        return ".." + FOLDER + secret + "?" + RETURN_TO + "=" + URLEncoder.encode(back.text(), UTF_8);
    }

    @Override
    public void routing(Rules rules) {
        rules.get(FOLDER + "{" + SECRET + "}", this::show).post(FOLDER + "{" + SECRET + "}", this::decide);
    }

    private void show(Request request, Response response) {
        receive(request, response, visit -> {
            var challenge = visit.challenge();
            var page = ChallengePage.of(challenge.attempt().amount(), challenges.state(challenge), visit.back());
            send(response, Status.OK, page);
        });
    }

    /// A decision that comes again, or too late, is answered as the first one: the next page says what holds.
    private void decide(Request request, Response response) {
        SameOrigin.check(request, publicUrl.get());
        receive(request, response, visit -> {
            var decision = decision(Input.unversioned(request).form());
            if (decision.isEmpty()) {
                send(response, Status.UNPROCESSABLE_CONTENT, ChallengePage.foreign());
                return;
            }
            var _ = challenges.decide(visit.challenge(), decision.get());
            Reply.seeOther(response, visit.back().map(ReturnPath::address).orElse("?"));
        });
    }

    /// Without a known secret, or with a way back to elsewhere, a request gets no further.
    private void receive(Request request, Response response, Consumer<Visit> work) {
        var sent = request.query().get(RETURN_TO);
        var back = sent.flatMap(ReturnPath::of);
        var challenge = challenges.find(request.pathParameter(SECRET));
        if (challenge.isEmpty()) {
            send(response, Status.NOT_FOUND, ChallengePage.unknown());
            return;
        }
        if (sent.isPresent() && back.isEmpty()) {
            send(response, Status.UNPROCESSABLE_CONTENT, ChallengePage.foreign());
            return;
        }
        Authentication.payer(request, challenge.get().merchant());
        work.accept(new Visit(challenge.get(), back));
    }

    private static Optional<Decision> decision(Form form) {
        return form.text(ChallengePage.DECISION)
                .flatMap(sent -> Arrays.stream(Decision.values())
                        .filter(decision -> decision.name().equals(sent))
                        .findFirst());
    }

    /// The address of the page is a secret. No cache stores the page, and no other site learns the address.
    private static void send(Response response, Status status, ChallengePage page) {
        response.status(status)
                .header(Reply.CONTENT_TYPE, "text/html; charset=utf-8")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .send(page.bytes());
    }
}
