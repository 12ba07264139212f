package dev.opendollr.base.http;

import dev.opendollr.base.http.Request.Head;
import dev.opendollr.base.problem.Problem.Refused;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.work.ByteBudget;
import dev.opendollr.base.work.Computing;
import dev.opendollr.base.work.Holding;
import dev.opendollr.base.work.LanePlaces;
import dev.opendollr.base.work.OnBehalf;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The entry of every request: it gets an id, is checked, routed to its handler, counted and logged.
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("dev.opendollr.access");
    private static final String SERVED_METHODS = "DELETE, GET, HEAD, POST, PUT";
    private static final String NO_ROUTE = "none";
    /// Routes that machines request every few seconds. Their log lines would hide the ones that people look
    /// for.
    private static final Set<String> PROBES = Set.of("/health", "/health/live", "/health/ready", "/metrics");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Guard guard;
    private final Router router;
    private final KnownMembers known;
    private final Metrics metrics;
    private final BooleanSupplier stopping;
    private final ByteBudget budget;
    private final LanePlaces computing;
    private final RequestLimit limit;
    private final ErrorPages pages;

    /// While `stopping`, each answer closes its connection.
    Intake(
            Guard guard,
            Router router,
            KnownMembers known,
            Metrics metrics,
            BooleanSupplier stopping,
            ByteBudget budget,
            RequestLimit limit,
            LanePlaces computing,
            ErrorPages pages) {
        this.stopping = stopping;
        this.guard = guard;
        this.router = router;
        this.known = known;
        this.metrics = metrics;
        this.budget = budget;
        this.computing = computing;
        this.limit = limit;
        this.pages = pages;
    }

    /// What the log will say about a request.
    private static final class Line {
        private final RequestId id;
        private final String method;
        private final long started = System.nanoTime();
        private final AccessFacts facts = new AccessFacts();
        private final Places places = new Places();
        private final ErrorAnswer error;
        private String route = NO_ROUTE;
        private boolean isServed;

        Line(RequestId id, String method, ErrorAnswer error) {
            this.id = id;
            this.method = method;
            this.error = error;
        }
    }

    /// Answers every request, also after a failure. Returns whether the request came with a valid token. Throws
    /// only [HungUp], or the failure that interrupted an answer in its middle.
    boolean handle(Head head, Response response) {
        var line = begin(head, response);
        response.refusable(READING.contains(head.method()));
        try {
            OnBehalf.stranger(
                    head.network(),
                    () -> Computing.during(
                            computing, () -> Holding.during(budget, () -> answer(head, response, line))));
            return line.facts.isCallerKnown();
        } finally {
            response.sent();
        }
    }

    private void answer(Head head, Response response, Line line) {
        try {
            limit.during(head.network(), endOfCount -> lead(head, response, line, endOfCount));
        } catch (HungUp gone) {
            throw gone;
        } catch (RuntimeException | Error failure) {
            if (response.hasBegun()) {
                log(line, failure);
                throw failure;
            }
            refuse(failure, response, line);
        }
    }

    /// A refusal may be long, too. If there is no room for it, a short one is sent instead.
    private static void refuse(Throwable failure, Response response, Line line) {
        response.refusable(true);
        try {
            answer(failure, line);
        } catch (ProblemException noRoom) {
            Problems.answer(line.error, noRoom.problem(), line.places);
        }
    }

    /// Refuses input that is not a valid request, and closes the connection. `read` is what was read of it.
    void refuse(Status status, Head read, Response response) {
        var line = begin(read, response);
        try {
            refuse(new Refusal(status), line);
        } finally {
            response.sent();
        }
    }

    private Line begin(Head head, Response response) {
        var id = RequestId.choose(head.headers());
        var line = new Line(id, Metrics.known(head.method()), new ErrorAnswer(pages, head, id, response));
        response.header(Reply.REQUEST_ID, id.text());
        // An answer is private to a merchant or a payer, unless its handler sets another header.
        response.header(Reply.CACHE_CONTROL, "no-store");
        response.header("X-Content-Type-Options", "nosniff");
        if (stopping.getAsBoolean()) {
            response.header("Connection", "close");
        }
        response.whenSent(() -> answered(line, response.status()));
        return line;
    }

    private void lead(Head head, Response response, Line line, Runnable endOfCount) {
        var target = guard.check(head);
        if (target.isTheServer()) {
            response.header("Allow", SERVED_METHODS).send(new byte[0]);
            return;
        }
        switch (router.find(head.method(), target.segments())) {
            case Router.Found.Answered(var match) -> {
                line.route = match.template();
                line.isServed = true;
                var ignored = new IgnoredMembers(known, head.method(), match.template(), response);
                var request = new Request(head, line.id, target, match, line.facts, line.places, ignored, endOfCount);
                if (known.isBodyUnasked(head.method(), match.template())) {
                    response.beforeSent(() -> ignored.nameUnasked(request));
                }
                match.handler().handle(request, response);
            }
            case Router.Found.OtherMethods(var template, var allowed) -> {
                line.route = template;
                line.error
                        .header("Allow", String.join(", ", allowed))
                        .detail(Status.METHOD_NOT_ALLOWED, Status.METHOD_NOT_ALLOWED.words());
            }
            case Router.Found.Nothing() -> line.error.detail(Status.NOT_FOUND, Status.NOT_FOUND.words());
        }
    }

    /// A refusal of an argument that was never read from the request is a bug, as is every unexpected
    /// exception.
    private static void answer(Throwable failure, Line line) {
        if (failure instanceof Invalid invalid) {
            line.facts.refusedFor(invalid.violations());
            Problems.answer(line.error, invalid.violations());
            return;
        }
        if (failure instanceof ProblemException refused && line.places.know(refused.problem())) {
            if (refused.problem() instanceof Refused argument) {
                line.facts.refusedFor(List.of(line.places.violation(argument)));
            }
            Problems.answer(line.error, refused.problem(), line.places);
            return;
        }
        if (failure instanceof Refusal refusal) {
            refuse(refusal, line);
            return;
        }
        log(line, failure);
        line.error.send(
                Status.INTERNAL_SERVER_ERROR, Map.of("detail", "Internal Server Error", "request_id", line.id.text()));
    }

    /// Closes the connection: the bytes that follow could be part of the refused request.
    private static void refuse(Refusal refusal, Line line) {
        line.error.header("Connection", "close");
        if (refusal.status() == Status.SERVICE_UNAVAILABLE) {
            line.error.retryAfter(Unavailable.RETRY_AFTER);
        }
        line.error.detail(refusal.status(), refusal.detail());
    }

    private static void log(Line line, Throwable failure) {
        LOG.atError()
                .addKeyValue("request_id", line.id.text())
                .addKeyValue("route", line.route)
                .setCause(failure)
                .log("unexpected failure");
    }

    private void answered(Line line, Status status) {
        var took = Duration.ofNanos(System.nanoTime() - line.started);
        // One metric series for all methods that a route does not serve.
        metrics.answered(line.isServed ? line.method : Metrics.OTHER_METHOD, line.route, status.code(), took);
        var entry = (PROBES.contains(line.route) ? ACCESS.atDebug() : ACCESS.atInfo())
                .addKeyValue("request_id", line.id.text())
                .addKeyValue("method", line.method)
                .addKeyValue("route", line.route)
                .addKeyValue("status", status.code())
                .addKeyValue("took_us", took.toNanos() / 1_000);
        for (var fact : line.facts.named().entrySet()) {
            entry = entry.addKeyValue(fact.getKey(), fact.getValue());
        }
        entry.log("answered");
    }
}
