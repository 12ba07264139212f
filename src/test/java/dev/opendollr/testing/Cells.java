package dev.opendollr.testing;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.OpenExecutions;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.gateway.sandbox.SandboxClock;
import dev.opendollr.link.Link;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.page.ExpectedPages;
import dev.opendollr.page.PageState;
import dev.opendollr.page.PageState.Back;
import dev.opendollr.page.PageState.CancelWish;
import dev.opendollr.page.PageState.Deadline;
import dev.opendollr.page.PageState.Newest;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Brings a source of a new merchant into each state that its payer can meet, by what a merchant, an operator and
/// the sandbox's gateway do. Locks and outages only hold a state that would pass by itself.
public final class Cells {
    public static final String SUCCESS_URL = "https://shop.example/thanks?cart=1";
    public static final String CANCEL_URL = "https://shop.example/cart";
    private static final String CHALLENGED_CARD = "pm_card_threeDSecure2Required";
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(10);

    private final TestServer server;

    public Cells(TestServer server) {
        this.server = server;
    }

    /// Every state that a payer can meet.
    public static List<PageState> all() {
        return ExpectedPages.possible();
    }

    /// A source that stays in its state until this is closed. `shop` is a client of its merchant.
    public static final class Reached implements AutoCloseable {
        private final Client shop;
        private final MerchantId merchant;
        private final long source;
        private final String payUrl;
        private final Deque<Runnable> releases = new ArrayDeque<>();

        private Reached(Client shop, MerchantId merchant, Answer checkout) {
            this.shop = shop;
            this.merchant = merchant;
            source = checkout.json().path("source_id").longValue();
            payUrl = checkout.text("url");
        }

        public Client shop() {
            return shop;
        }

        public long source() {
            return source;
        }

        /// The address of the page to pay.
        public String payUrl() {
            return payUrl;
        }

        /// The address of the receipt. The API gives it out only when the source is paid.
        public String receiptUrl() {
            return new PublicLinks(new TokenKeys(TestServer.KEY, List.of()), shop::url).url(link(Link.Page.RECEIPT));
        }

        public Link link(Link.Page page) {
            return new Link(page, merchant, SourceKind.ORDER, new SourceId(source));
        }

        /// Lets the payment go on.
        @Override
        public void close() {
            while (!releases.isEmpty()) {
                releases.pop().run();
            }
        }
    }

    /// Close what it returns before the next one is reached.
    public Reached reach(PageState state) {
        var expiresAt =
                state.deadline() == Deadline.OVER ? Optional.of(now().plus(TIME_TO_PAY)) : Optional.<Instant>empty();
        var reached = open(expiresAt);
        before(reached, state);
        newest(reached, state);
        if (state.status() == SourceStatus.CANCELED && state.cancelWish() == CancelWish.NO) {
            cancel(reached);
        }
        expiresAt.ifPresent(end -> moveClockBeyond(reached, end));
        return reached;
    }

    private Reached open(Optional<Instant> expiresAt) {
        var registered = server.register();
        var shop = server.client(registered.credential());
        var end =
                expiresAt.map(moment -> ", \"expires_at\": \"" + moment + "\"").orElse("");
        var checkout = shop.post(
                        "/v1/checkouts/create", """
                            {"mode": "HOSTED", "source_kind": "ORDER", "party_name": "Ma Hawa", "party_phone": "%s",
                             "currency": "USD", "items": [{"name": "Rice", "currency": "USD", "amount": 5}],
                             "success_url": "%s", "cancel_url": "%s"%s}\
                            """.formatted(Payments.STAYS_IN_FLIGHT, SUCCESS_URL, CANCEL_URL, end))
                .expect(200);
        return new Reached(shop, registered.merchant().id(), checkout);
    }

    /// The attempts before the newest one, as far as the state speaks of them.
    private void before(Reached reached, PageState state) {
        if (state.newest() == Newest.BACK) {
            return;
        }
        if (state.back() != Back.NO) {
            var reference = begin(reached, Payments.STAYS_IN_FLIGHT);
            giveUp(reached, reference);
            comeLate(reached, reference, state.back());
        } else if (state.newest() == Newest.DECLINED) {
            giveUp(reached, begin(reached, Payments.STAYS_IN_FLIGHT));
        }
    }

    private void newest(Reached reached, PageState state) {
        switch (state.newest()) {
            case NONE -> {}
            case SENT -> send(reached, state.cancelWish());
            case ASKED -> {
                var _ = begin(reached, Payments.STAYS_IN_FLIGHT);
                askCancel(reached, state);
            }
            case ACTS -> {
                var card = Payments.card(reached.shop(), CHALLENGED_CARD);
                var _ = begin(reached, card);
                askCancel(reached, state);
                // The resolver cancels what waits for its payer beyond the deadline, and hears nothing then.
                outage(reached, "CREDIT_CARD");
            }
            case UNSURE -> {
                outage(reached, "MTN_MOMO_LBR");
                var _ = begin(reached, Payments.STAYS_IN_FLIGHT);
                askCancel(reached, state);
            }
            case KEPT -> {
                var _ = begin(reached, Payments.COMPLETES);
            }
            case DECLINED_ALL, DECLINED, DOUBT, BACK -> {
                var reference = begin(reached, Payments.STAYS_IN_FLIGHT);
                askCancel(reached, state);
                end(reached, reference, state);
            }
        }
    }

    private void end(Reached reached, String reference, PageState state) {
        switch (state.newest()) {
            case DECLINED_ALL, DECLINED -> {
                decide(reached, reference, "fail");
                await(reached, reference, "FAILED");
            }
            case DOUBT -> giveUp(reached, reference);
            case BACK -> {
                if (state.cancelWish() == CancelWish.NO) {
                    giveUp(reached, reference);
                }
                comeLate(reached, reference, state.back());
            }
            case NONE, SENT, ASKED, ACTS, UNSURE, KEPT -> throw new IllegalArgumentException("no end: " + state);
        }
    }

    private static String begin(Reached reached, String phone) {
        return begin(reached, Payments.account(reached.shop(), "COLLECTION", phone));
    }

    private static String begin(Reached reached, long account) {
        return Payments.collectOrder(reached.shop(), reached.source(), account).text("reference_id");
    }

    /// The request to the gateway is on its way, and no news of it is applied: the settlement waits for the row of
    /// the source, which stays locked. The books of the sandbox are locked until that is so.
    private void send(Reached reached, CancelWish wish) {
        var owner = server.database().asOwner();
        var account = Payments.account(reached.shop(), "COLLECTION", Payments.STAYS_IN_FLIGHT);
        var session = Payments.checkout(reached.shop(), reached.source());
        var reference = Payments.reference();
        var row = owner.open().begin();
        try (var books = owner.open().begin()) {
            books.execute("lock table sandbox_attempt in access exclusive mode");
            var collecting = CompletableFuture.supplyAsync(
                    () -> Payments.collect(reached.shop(), session, account, "USD", reference),
                    task -> Thread.ofVirtual().start(task));
            reached.releases.push(() -> {
                row.rollback();
                row.close();
                var _ = collecting.join();
            });
            Eventually.isTrue(
                    "begun",
                    () -> reached.shop()
                                    .get("/v1/status/collection/" + reference)
                                    .status()
                            == 200);
            if (wish == CancelWish.YES) {
                cancel(reached);
            }
            row.execute("select id from source where id = ? for no key update", reached.source());
            books.rollback();
        }
    }

    private static void askCancel(Reached reached, PageState state) {
        if (state.cancelWish() == CancelWish.YES) {
            cancel(reached);
        }
    }

    private static void cancel(Reached reached) {
        reached.shop()
                .post("/v1/orders/" + reached.source() + "/cancel-requests", "")
                .expect(200);
    }

    /// An operator states that no money has moved.
    private void giveUp(Reached reached, String reference) {
        try (var database = new Database(server.database().server(), 1)) {
            var clock = SandboxClock.now(InstantSource.system(), database);
            var open = new OpenExecutions(database, Clocks.of(clock), UUID::randomUUID);
            var _ = open.state(
                    reached.merchant, UUID.fromString(reference), OperatorWord.FAILED, "the operator knows nothing");
        }
    }

    /// The money comes although it is not wanted any more, and goes back as far as `back` says.
    private static void comeLate(Reached reached, String reference, Back back) {
        decide(reached, reference, "complete");
        awaitEvent(reached, "PAYMENT_NOT_KEPT");
        Eventually.isTrue(
                "asked to give back", () -> attempt(reached, "kind", "REFUND").isPresent());
        if (back == Back.WENT) {
            decideAttempt(reached, attempt(reached, "kind", "REFUND").orElseThrow(), "complete");
            awaitEvent(reached, "PAYMENT_RETURNED");
        }
    }

    private static void decide(Reached reached, String reference, String how) {
        decideAttempt(reached, attempt(reached, "reference_id", reference).orElseThrow(), how);
    }

    private static void decideAttempt(Reached reached, String id, String how) {
        reached.shop().post("/sandbox/attempts/" + id + "/" + how, "").expect(200);
    }

    private static Optional<String> attempt(Reached reached, String member, String value) {
        return reached.shop()
                .get("/sandbox/attempts")
                .expect(200)
                .json()
                .valueStream()
                .filter(attempt -> attempt.path(member).stringValue().equals(value))
                .map(attempt -> attempt.path("id").stringValue())
                .findFirst();
    }

    private static void await(Reached reached, String reference, String status) {
        Eventually.isTrue(
                reference + " is " + status,
                () -> Payments.status(reached.shop(), "collection", reference).equals(status));
    }

    private static void awaitEvent(Reached reached, String type) {
        Eventually.isTrue(
                type,
                () -> reached.shop()
                        .get("/v1/orders/" + reached.source() + "/events")
                        .expect(200)
                        .json()
                        .valueStream()
                        .anyMatch(event -> event.path("type").stringValue().equals(type)));
    }

    /// From now on the operator answers nothing.
    private static void outage(Reached reached, String method) {
        reached.shop()
                .post("/sandbox/outages", """
                    {"payment_method": "%s", "kind": "TIMES_OUT", "seconds": %d}\
                    """.formatted(
                                method, Duration.ofDays(1).toSeconds()))
                .expect(200);
        reached.releases.push(
                () -> reached.shop().delete("/sandbox/outages/" + method).expect(200));
    }

    private Instant now() {
        return Instant.parse(server.demo().get("/sandbox/clock").expect(200).text("now"));
    }

    private static void moveClockBeyond(Reached reached, Instant end) {
        reached.shop()
                .post("/sandbox/clock", "{\"to\": \"" + end.plusSeconds(1) + "\"}")
                .expect(200);
    }
}
