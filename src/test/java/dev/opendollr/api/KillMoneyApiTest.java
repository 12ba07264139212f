package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.Config;
import dev.opendollr.Options;
import dev.opendollr.Store;
import dev.opendollr.base.db.Invariants;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// SIGKILL to the server and to its database while money moves: what was acknowledged holds, the rest is finished, and
/// the books are right. `-Dkill.rounds=50` for the long run.
class KillMoneyApiTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
    /// What the load does is drawn by lot: rounds go on until each of these was answered 200, up to twice as many.
    private static final int ROUNDS_MAX = 2 * ROUNDS;

    private static final List<String> TO_BE_SEEN = List.of(
            "collection COMPLETED",
            "collection PROCESSING",
            "payout COMPLETED",
            "transfer COMPLETED",
            "refund COMPLETED",
            "cancel",
            "cancel-request");

    /// A callback that a dead process had taken is delivered after 30 s of real time.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int POLLS_PER_STEP = 20;
    private static final String STEP = "{\"forward_seconds\": 1200}";

    private final long seed = System.nanoTime();
    /// Many threads draw from it.
    private final Random random = new Random(seed);

    @Test
    void money_moves_once_whenever_server_and_database_die() throws IOException {
        var data = Scratch.data("kill-money");
        var server = ServerProcess.start(data, "--port", "0", "--sandbox-delay", "1");
        try {
            var acknowledged = new Acknowledged();
            for (int round = 0; round < ROUNDS || (round < ROUNDS_MAX && !seenAll(acknowledged)); round++) {
                var load = new MoneyLoad(server.demo(), acknowledged, random);
                load.start();
                load.expectDeath();
                server.kill();
                load.end();
                server = ServerProcess.start(data, "--port", "0", "--sandbox-delay", round % 2 == 0 ? "0" : "1");

                load = new MoneyLoad(server.demo(), acknowledged, random);
                load.start();
                load.expectDeath();
                server.awaitDatabaseAfter(server.killDatabase());
                load.end();
                var anybody = new Client(server.url(), Map.of());
                Eventually.isTrue("the server is ready again", () -> readiness(anybody) == 200);
                var shop = loggedInAgain(server);
                drain(shop, data);
                acknowledged.check(shop);
            }
            assertThat(acknowledged.ever()).as("seed %d", seed).containsAll(TO_BE_SEEN);
        } finally {
            server.close();
        }
    }

    private static boolean seenAll(Acknowledged acknowledged) {
        return acknowledged.ever().containsAll(TO_BE_SEEN);
    }

    private static int readiness(Client anybody) {
        return anybody.get("/health/ready").status();
    }

    /// Whoever is the first to use a broken connection is told so, and asks again.
    private static Client loggedInAgain(ServerProcess server) throws IOException {
        try {
            return server.demo();
        } catch (Answer.Unexpected refused) {
            assertThat(refused.status()).isEqualTo(503);
            return server.demo();
        }
    }

    /// Moves the clock until nothing is open, then reads the books.
    private static void drain(Client shop, Path data) {
        try (var store = Store.openBeside(beside(data))) {
            var polls = new AtomicInteger();
            boolean drained = Eventually.within(PATIENCE, () -> {
                // What has come due is given time, so that the clock stays far below its limit however slow this is.
                if (polls.getAndIncrement() % POLLS_PER_STEP == 0) {
                    shop.post("/sandbox/clock", STEP).expect(200);
                }
                return open(store).isEmpty();
            });
            assertThat(drained).as(() -> open(store).toString()).isTrue();
            assertThat(store.database().patient().withHandle(Invariants::broken))
                    .isEmpty();
        }
    }

    /// Executions whose outcome is not known, and callbacks that are on their way. What was given up is looked for
    /// during a week more: that takes too many steps of the clock to wait for.
    private static List<String> open(Store store) {
        return store.database()
                .patient()
                .withHandle(
                        handle -> handle.createQuery("""
                            select format('%s %s %s %s', operation_type, status, checks, next_check_at)
                              from execution
                             where next_check_at is not null and status <> 'FAILED'
                             union all
                            select format('callback %s %s', callback_at, leased_until)
                              from sandbox_attempt
                             where callback_at is not null
                            """).mapTo(String.class).list());
    }

    private static Config beside(Path data) {
        return Config.of(
                Options.none().with("--data", data.toString()).with("--database-connections", "1"),
                name -> Optional.empty());
    }
}
