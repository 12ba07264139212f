package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.Config;
import dev.opendollr.Config.Flags;
import dev.opendollr.Store;
import dev.opendollr.db.Invariants;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// SIGKILL to the server and to its database while money moves: what was acknowledged holds, the rest is finished, and
/// the books are right. `-Dkill.rounds=50` for the long run.
class KillMoneyApiTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
    private static final int WORKERS = 6;
    private static final List<String> SUFFIXES = List.of("789", "789", "049", "139", "149", "159", "169");
    /// A callback that a dead process had taken is delivered after 30 s of real time.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String STEP = "{\"forward_seconds\": 1200}";

    private final RandomGenerator random = RandomGenerator.getDefault();

    @Test
    void money_moves_once_whenever_server_and_database_die() throws IOException {
        var data = Files.createTempDirectory(Path.of("target"), "kill-money");
        var server = ServerProcess.start(data, "--port", "0", "--sandbox-delay", "1");
        try {
            var seen = new Seen();
            for (int round = 0; round < ROUNDS; round++) {
                var load = new Load(server.demo(), seen);
                load.start();
                load.awaitSome(random);
                server.kill();
                load.end();
                server = ServerProcess.start(data, "--port", "0", "--sandbox-delay", round % 2 == 0 ? "0" : "1");

                load = new Load(server.demo(), seen);
                load.start();
                load.awaitSome(random);
                var anybody = new Client(server.url(), Map.of());
                server.killDatabase();
                Eventually.isTrue("the server says that it is not ready", () -> readiness(anybody) == 503);
                load.end();
                Eventually.isTrue("the server is ready again", () -> readiness(anybody) == 200);
                var shop = server.demo();
                drain(shop, data);
                seen.check(shop);
            }
            assertThat(seen.acknowledged.get()).isPositive();
        } finally {
            server.close();
        }
    }

    private static int readiness(Client anybody) {
        return anybody.get("/health/ready").status();
    }

    /// Moves the clock until nothing is open, then reads the books.
    private static void drain(Client shop, Path data) {
        try (var store = Store.openBeside(beside(data))) {
            boolean drained = Eventually.within(PATIENCE, () -> {
                shop.post("/sandbox/clock", STEP).expect(200);
                return open(store).isEmpty();
            });
            assertThat(drained).as(() -> open(store).toString()).isTrue();
            assertThat(store.database().audit(Invariants::broken)).isEmpty();
        }
    }

    /// Executions that are looked after, and callbacks that are on their way.
    private static List<String> open(Store store) {
        return store.database()
                .audit(handle -> handle.createQuery("""
                    select format('%s %s %s %s', operation_type, status, checks, next_check_at)
                      from execution
                     where next_check_at is not null
                     union all
                    select format('callback %s %s', callback_at, leased_until)
                      from sandbox_attempt
                     where callback_at is not null
                    """).mapTo(String.class).list());
    }

    private static Config beside(Path data) {
        return Config.of(
                new Flags("127.0.0.1", "0", data.toString(), "", "x", "", "1", "", "sandbox", "0"),
                name -> Optional.empty());
    }

    /// What was answered before anybody died.
    private static final class Seen {
        private final Set<Long> canceled = ConcurrentHashMap.newKeySet();
        private final Map<String, Long> completed = new ConcurrentHashMap<>();
        private final Map<String, String> asked = new ConcurrentHashMap<>();
        private final AtomicInteger acknowledged = new AtomicInteger();

        void check(Client shop) {
            acknowledged.addAndGet(canceled.size() + completed.size());
            canceled.forEach(
                    order -> assertThat(Payments.orderStatus(shop, order)).isEqualTo("CANCELED"));
            completed.forEach((reference, order) -> {
                assertThat(Payments.status(shop, "collection", reference)).isEqualTo("COMPLETED");
                assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");
            });
            asked.forEach((reference, operation) -> assertThat(shop.get("/v1/status/" + operation + "/" + reference)
                            .status())
                    .isIn(200, 404));
            canceled.clear();
            completed.clear();
            asked.clear();
        }
    }

    /// Merchants' servers that collect, cancel, pay out and refund until somebody dies.
    private final class Load {
        private final Client shop;
        private final Seen seen;
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final List<Thread> workers = new ArrayList<>();
        private final Set<String> surprises = ConcurrentHashMap.newKeySet();

        Load(Client shop, Seen seen) {
            this.shop = shop;
            this.seen = seen;
        }

        void start() {
            for (int worker = 0; worker < WORKERS; worker++) {
                workers.add(Thread.startVirtualThread(this::work));
            }
        }

        void awaitSome(RandomGenerator random) {
            int enough = random.nextInt(1, 40);
            Eventually.isTrue(enough + " units of work are done", () -> done.get() >= enough);
        }

        void end() {
            ended.set(true);
            for (var worker : workers) {
                try {
                    worker.join();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
            }
            assertThat(surprises).isEmpty();
        }

        private void work() {
            try {
                long counterparty = Orders.counterparty(shop);
                long recipient = Payments.account(shop, "PAYOUT", Payments.COMPLETES);
                while (!ended.get()) {
                    var suffix = SUFFIXES.get(random.nextInt(SUFFIXES.size()));
                    unit(counterparty, Payments.account(shop, "COLLECTION", "231771234" + suffix), recipient);
                    done.incrementAndGet();
                }
            } catch (UncheckedIOException died) {
                // What was under way may have happened or not.
            } catch (AssertionError refused) {
                // Only absence may be answered, for whatever was under way.
                if (!String.valueOf(refused.getMessage()).contains("503")) {
                    surprises.add(String.valueOf(refused.getMessage()));
                }
            }
        }

        private void unit(long counterparty, long account, long recipient) {
            var order = Orders.createActive(shop, counterparty);
            var session = Payments.checkout(shop, order);
            var reference = Payments.reference();
            seen.asked.put(reference, "collection");
            var collected = answered(Payments.collect(shop, session, account, "USD", reference));
            if (random.nextInt(3) == 0) {
                var canceled = shop.delete("/v1/orders/cancel/" + order);
                if (canceled.status() == 200) {
                    seen.canceled.add(order);
                } else {
                    assertThat(canceled.status()).as(canceled.body()).isIn(422, 503);
                }
                return;
            }
            if (collected.text("status").equals("COMPLETED")) {
                seen.completed.put(reference, order);
                refund(collected.json().path("payment_intent_id").longValue());
                return;
            }
            if (random.nextBoolean()) {
                var payout = Payments.payoutSession(shop, recipient, "USD", "1");
                var paid = Payments.reference();
                seen.asked.put(paid, "payout");
                var _ = answered(Payments.payOut(shop, payout, recipient, paid));
                return;
            }
            var _ = answered(shop.post("/v1/orders/" + order + "/cancel-requests", ""), 422);
        }

        private void refund(long intent) {
            var session = answered(Payments.tryRefundSession(shop, intent, "1"));
            var reference = Payments.reference();
            seen.asked.put(reference, "refund");
            var _ = answered(Payments.refund(shop, session.id(), reference));
        }

        private Answer answered(Answer answer, int... otherwise) {
            for (int status : otherwise) {
                if (answer.status() == status) {
                    return answer;
                }
            }
            return answer.expect(200);
        }
    }
}
