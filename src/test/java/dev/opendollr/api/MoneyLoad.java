package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// A merchant's servers that collect, cancel, pay out, transfer and refund until somebody dies.
final class MoneyLoad {
    private static final int WORKERS = 6;
    private static final int UNITS_MAX = 40;
    private static final String PARTNER = "231770000002";
    private static final List<String> SUFFIXES = List.of("789", "789", "049", "139", "149", "159", "169");
    private static final List<String> CARDS = List.of("pm_card_visa", "pm_card_authenticationRequired", "");

    private final Client shop;
    private final Acknowledged acknowledged;
    private final RandomGenerator random;
    private final AtomicInteger done = new AtomicInteger();
    private final List<Thread> workers = new ArrayList<>();
    private final Set<String> surprises = ConcurrentHashMap.newKeySet();
    private volatile boolean killed;
    private volatile boolean ended;

    MoneyLoad(Client shop, Acknowledged acknowledged, RandomGenerator random) {
        this.shop = shop;
        this.acknowledged = acknowledged;
        this.random = random;
    }

    /// Returns when some work was done.
    void start() {
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.add(Thread.startVirtualThread(() -> new Worker().work()));
        }
        int enough = random.nextInt(1, UNITS_MAX);
        Eventually.isTrue(enough + " units of work are done", () -> done.get() >= enough || !surprises.isEmpty());
    }

    /// Somebody is about to die: from now on a worker may be left without an answer, or told that nothing works.
    void expectDeath() {
        killed = true;
    }

    void end() {
        ended = true;
        for (var worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(surprises).isEmpty();
    }

    /// Does one thing after the other, until it is left alone.
    private final class Worker {
        void work() {
            try {
                var till = new Till();
                while (!ended) {
                    till.unit();
                    done.incrementAndGet();
                }
            } catch (UncheckedIOException died) {
                // What was under way may have happened or not.
                expected(killed, died);
            } catch (Answer.Unexpected refused) {
                expected(killed && refused.status() == 503, refused);
            } catch (AssertionError | RuntimeException failure) {
                expected(false, failure);
            }
        }

        private void expected(boolean expected, Throwable end) {
            if (!expected) {
                surprises.add(end.toString());
            }
        }
    }

    /// What a worker has to work with.
    private final class Till {
        private final long counterparty = Orders.counterparty(shop);
        private final long recipient = Payments.account(shop, "PAYOUT", Payments.COMPLETES);
        private final long wallet = Payments.wallet(shop, "USD");
        private final long partner = Payments.partner(shop, PARTNER);

        void unit() {
            switch (random.nextInt(7)) {
                case 0 -> payOut();
                case 1 -> transfer();
                case 2 -> cancelUnpaid();
                default -> sell();
            }
        }

        private void payOut() {
            long session = Payments.payoutSession(shop, recipient, "USD", "1");
            var reference = Payments.reference();
            var _ = acknowledged.execute(
                    "payout", reference, () -> Payments.payOut(shop, session, recipient, reference));
        }

        private void transfer() {
            long session = Payments.transferSession(shop, wallet, partner, "USD", "1");
            var reference = Payments.reference();
            var _ = acknowledged.execute("transfer", reference, () -> Payments.transfer(shop, session, reference));
        }

        private void cancelUnpaid() {
            long order = Orders.createActive(shop, counterparty);
            shop.delete("/v1/orders/cancel/" + order).expect(200);
            acknowledged.canceled("cancel", order);
        }

        private void sell() {
            long order = Orders.createActive(shop, counterparty);
            long session = Payments.checkout(shop, order);
            long account = payer();
            var reference = Payments.reference();
            acknowledged.isFor(order, reference);
            var collected = acknowledged.execute(
                    "collection", reference, () -> Payments.collect(shop, session, account, "USD", reference));
            switch (random.nextInt(4)) {
                case 0 -> cancel("cancel", order, shop.delete("/v1/orders/cancel/" + order));
                case 1 -> cancel("cancel-request", order, shop.post("/v1/orders/" + order + "/cancel-requests", ""));
                case 2 -> approve(reference);
                default -> refund(collected);
            }
        }

        private long payer() {
            return random.nextInt(3) == 0
                    ? Payments.card(shop, CARDS.get(random.nextInt(CARDS.size())))
                    : Payments.account(shop, "COLLECTION", "231771234" + SUFFIXES.get(random.nextInt(SUFFIXES.size())));
        }

        private void cancel(String how, long order, Answer answer) {
            if (answer.status() != 422) {
                answer.expect(200);
                acknowledged.canceled(how, order);
            }
        }

        /// As the holder of a card does, or an operator; somebody may have been faster.
        private void approve(String reference) {
            for (var attempt : shop.get("/sandbox/attempts").expect(200).json()) {
                if (attempt.path("reference_id").stringValue("").equals(reference)) {
                    var id = attempt.path("id").stringValue();
                    var approved = shop.post("/sandbox/attempts/" + id + "/complete", "");
                    if (approved.status() != 422) {
                        approved.expect(200);
                    }
                }
            }
        }

        private void refund(Answer collected) {
            if (!collected.text("status").equals("COMPLETED")) {
                return;
            }
            long intent = collected.paymentIntent();
            var session = Payments.tryRefundSession(shop, intent, "1").expect(200);
            var reference = Payments.reference();
            var _ = acknowledged.execute("refund", reference, () -> Payments.refund(shop, session.id(), reference));
        }
    }
}
