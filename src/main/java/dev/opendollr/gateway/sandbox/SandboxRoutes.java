package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Body;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.ListPart;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.Problem.Forbidden;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.text.TextRule;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import dev.opendollr.gateway.sandbox.SandboxAttempt.State;
import dev.opendollr.gateway.sandbox.SandboxAttempts.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The calls with which a developer moves the sandbox's clock and acts as payer or mobile operator. They exist
/// only in the sandbox role.
public final class SandboxRoutes implements Routes {
    private static final int FORWARD_SECONDS_MAX = (int) SandboxClock.JUMP_MAX.toSeconds();
    private static final int OUTAGE_SECONDS_MAX = 86_400;
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final int MESSAGE_MAX = 255;
    private static final Map<String, String> LINKS = Map.of(
            "clock", "/sandbox/clock",
            "attempts", "/sandbox/attempts",
            "outages", "/sandbox/outages",
            "documentation", "/docs");

    private final Authentication authentication;
    private final SandboxClock clock;
    private final boolean clockIsOpen;
    private final Duration delay;
    private final SandboxAttempts attempts;
    private final Outages outages;

    SandboxRoutes(
            Authentication authentication,
            SandboxClock clock,
            boolean clockIsOpen,
            Duration delay,
            SandboxAttempts attempts,
            Outages outages) {
        this.authentication = authentication;
        this.clock = clock;
        this.clockIsOpen = clockIsOpen;
        this.delay = delay;
        this.attempts = attempts;
        this.outages = outages;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/sandbox", this::overview)
                .get("/sandbox/clock", this::showClock)
                .post("/sandbox/clock", this::moveClock)
                .get("/sandbox/attempts", this::listAttempts)
                .post("/sandbox/attempts/{id}/complete", this::complete)
                .post("/sandbox/attempts/{id}/fail", this::fail)
                .get("/sandbox/outages", this::listOutages)
                .post("/sandbox/outages", this::beginOutage)
                .delete("/sandbox/outages/{payment_method}", this::endOutage);
    }

    private void overview(Request request, Response response) {
        var _ = authentication.caller(request);
        Reply.ok(response, OverviewJson.of(clock, delay));
    }

    private void showClock(Request request, Response response) {
        var _ = authentication.caller(request);
        Reply.ok(response, ClockJson.of(clock));
    }

    private void moveClock(Request request, Response response) {
        var _ = authentication.caller(request);
        if (!clockIsOpen) {
            throw new ProblemException(new Forbidden(new SandboxReason.ClockIsClosed()));
        }
        var input = Input.unversioned(request);
        var body = input.body();
        var forward = body.optionalCount("forward_seconds", 0, FORWARD_SECONDS_MAX);
        var to = body.optionalInstant("to");
        input.check();
        if (forward.isPresent() == to.isPresent()) {
            body.refuse("forward_seconds", "give either forward_seconds or to");
        }
        input.check();
        forward.map(Duration::ofSeconds).ifPresent(clock::move);
        to.ifPresent(clock::moveTo);
        Reply.ok(response, ClockJson.of(clock));
    }

    private void listAttempts(Request request, Response response) {
        var caller = authentication.caller(request);
        var rows = ListPart.<Standing>first(SandboxAttempts.LISTED_MAX, response, AttemptJson::of);
        attempts.inFlight(caller.merchant(), rows);
        rows.answer();
    }

    private void complete(Request request, Response response) {
        var caller = authentication.caller(request);
        var id = attempt(Input.unversioned(request));
        Reply.ok(response, AttemptJson.of(attempts.complete(caller.merchant(), id)));
    }

    private void fail(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.unversioned(request);
        var failure = failure(input.bodyIfAny());
        input.check();
        Reply.ok(response, AttemptJson.of(attempts.fail(caller.merchant(), attempt(input), failure)));
    }

    private void listOutages(Request request, Response response) {
        var caller = authentication.caller(request);
        Reply.ok(
                response,
                outages.list(caller.merchant()).stream().map(OutageJson::of).toList());
    }

    private void beginOutage(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.unversioned(request);
        var body = input.body();
        var method = body.choice("payment_method", PaymentMethod.class);
        if (method.kind() == PaymentMethod.Kind.WALLET) {
            body.refuse("payment_method", "no operator stands behind a wallet");
        }
        var kind = body.choice("kind", Outage.Kind.class);
        var length = Duration.ofSeconds(body.count("seconds", 1, OUTAGE_SECONDS_MAX));
        input.check();
        Reply.ok(response, OutageJson.of(outages.begin(caller.merchant(), method, kind, length)));
    }

    private void endOutage(Request request, Response response) {
        var caller = authentication.caller(request);
        var method = Input.unversioned(request)
                .pathChoice("payment_method", PaymentMethod.class)
                .orElseThrow(() -> ProblemException.notFound("Outage"));
        Reply.ok(response, OutageJson.of(outages.end(caller.merchant(), method)));
    }

    private static AttemptId attempt(Input input) {
        return input.uuid("id").map(AttemptId::new).orElseThrow(() -> ProblemException.notFound("Attempt"));
    }

    private static Fails failure(Body body) {
        var code = body.optionalText("code").orElse(SandboxAttempts.BY_CALL.code());
        if (!CODE.matcher(code).matches()) {
            body.refuse("code", "a code is a letter and up to 63 letters, digits and underscores");
        }
        var message = body.optionalText("message").orElse(SandboxAttempts.BY_CALL.message());
        if (TextRule.length(message) > MESSAGE_MAX) {
            body.refuse("message", "a message has at most " + MESSAGE_MAX + " characters");
        }
        return new Fails(code, message);
    }

    private record OverviewJson(
            ClockJson clock,
            long delaySeconds,
            List<PhoneJson> phones,
            List<CardJson> cards,
            Map<String, String> links) {
        static OverviewJson of(SandboxClock clock, Duration delay) {
            return new OverviewJson(
                    ClockJson.of(clock),
                    delay.toSeconds(),
                    Arrays.stream(MagicNumber.values()).map(PhoneJson::of).toList(),
                    Arrays.stream(TestCard.values()).map(CardJson::of).toList(),
                    LINKS);
        }
    }

    private record ClockJson(Instant now, long offsetSeconds) {
        static ClockJson of(SandboxClock clock) {
            return new ClockJson(clock.instant(), clock.offset().toSeconds());
        }
    }

    private record PhoneJson(String suffix, String collection, String payout) {
        static PhoneJson of(MagicNumber number) {
            return new PhoneJson(
                    number.suffix(),
                    number.fate(Attempt.Kind.COLLECT).description(),
                    number.fate(Attempt.Kind.PAY_OUT).description());
        }
    }

    private record CardJson(String paymentMethodId, String brand, String collection, String refund) {
        static CardJson of(TestCard card) {
            return new CardJson(
                    card.token(),
                    card.card().brand(),
                    card.collection().description(),
                    card.refund().description());
        }
    }

    private record AttemptJson(
            UUID id,
            Optional<UUID> referenceId,
            Attempt.Kind kind,
            PaymentMethod paymentMethod,
            BigDecimal amount,
            String currency,
            State status,
            Optional<String> code,
            Optional<String> message,
            Instant createdAt,
            Optional<Instant> dueAt) {
        static AttemptJson of(Standing standing) {
            var attempt = standing.attempt();
            var failure = attempt.plan().decline().filter(decline -> standing.state() == State.FAILED);
            return new AttemptJson(
                    attempt.id().value(),
                    attempt.reference(),
                    attempt.kind(),
                    attempt.method(),
                    attempt.amount().getAmount(),
                    attempt.amount().getCurrencyUnit().getCode(),
                    standing.state(),
                    failure.map(Fails::code),
                    failure.map(Fails::message),
                    attempt.createdAt(),
                    attempt.plan().dueAt());
        }
    }

    private record OutageJson(PaymentMethod paymentMethod, Outage.Kind kind, Instant until) {
        static OutageJson of(Outage outage) {
            return new OutageJson(outage.method(), outage.kind(), outage.until());
        }
    }
}
