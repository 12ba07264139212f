package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What was acknowledged survives the sudden death of the server and of its database. `-Dkill.rounds=N` runs longer.
class KillApiTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
    private static final int ORDERS = 160;
    private static final int CANCELERS = 8;

    private final RandomGenerator random = RandomGenerator.getDefault();

    @Test
    void every_acknowledged_cancel_outlives_the_server_and_its_database() throws IOException {
        var data = Scratch.data("kill");
        var server = ServerProcess.start(data, "--port", "0");
        try {
            for (int round = 0; round < ROUNDS; round++) {
                server = killServerUnderLoad(server, data);
                killDatabaseUnderLoad(server);
            }
        } finally {
            server.close();
        }
    }

    private ServerProcess killServerUnderLoad(ServerProcess server, Path data) throws IOException {
        var load = new Load(server.demo());
        load.start();
        load.awaitSomeAcknowledged(random);
        server.kill();
        load.end();
        var revived = ServerProcess.start(data, "--port", "0");
        load.check(revived.demo());
        return revived;
    }

    private void killDatabaseUnderLoad(ServerProcess server) throws IOException {
        var shop = server.demo();
        var load = new Load(shop);
        load.start();
        load.awaitSomeAcknowledged(random);
        server.awaitDatabaseAfter(server.killDatabase());
        load.end();
        Eventually.isTrue("the server is ready again", () -> readiness(shop) == 200);
        assertThat(shop.delete("/v1/orders/cancel/" + load.orders.getFirst()).status())
                .isEqualTo(200);
        load.acknowledged.add(load.orders.getFirst());
        load.check(shop);
    }

    private static int readiness(Client shop) {
        return shop.get("/health/ready").status();
    }

    /// Cancels of many fresh orders at once, and which of them were answered 200.
    private static final class Load {
        private final Client shop;
        private final List<Long> orders = new ArrayList<>();
        private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        private final Set<Integer> otherAnswers = ConcurrentHashMap.newKeySet();
        private final List<Thread> cancelers = new ArrayList<>();

        Load(Client shop) {
            this.shop = shop;
            var counterparty = Orders.counterparty(shop);
            for (int order = 0; order < ORDERS; order++) {
                orders.add(Orders.create(shop, counterparty));
            }
        }

        void start() {
            for (int canceler = 0; canceler < CANCELERS; canceler++) {
                int first = canceler;
                cancelers.add(Thread.startVirtualThread(() -> cancelEvery(first)));
            }
        }

        private void cancelEvery(int first) {
            for (int index = first; index < orders.size(); index += CANCELERS) {
                var order = orders.get(index);
                try {
                    var answer = shop.delete("/v1/orders/cancel/" + order);
                    if (answer.status() == 200) {
                        acknowledged.add(order);
                    } else {
                        otherAnswers.add(answer.status());
                    }
                } catch (UncheckedIOException unknown) {
                    // The server died before it answered: the cancel may have happened or not.
                }
            }
        }

        void awaitSomeAcknowledged(RandomGenerator random) {
            int enough = random.nextInt(1, ORDERS / 2);
            Eventually.isTrue(enough + " cancels are acknowledged", () -> acknowledged.size() >= enough);
        }

        void end() {
            for (var canceler : cancelers) {
                try {
                    canceler.join();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        void check(Client anyServer) {
            assertThat(otherAnswers).isSubsetOf(503);
            for (var order : orders) {
                long cancels = 0;
                for (var event : anyServer
                        .get("/v1/orders/" + order + "/events")
                        .expect(200)
                        .json()) {
                    cancels += event.path("type").stringValue().equals("CANCELED") ? 1 : 0;
                }
                var status = anyServer
                        .get("/v1/orders/retrieve/" + order)
                        .expect(200)
                        .text("status");
                assertThat(status).isEqualTo(cancels == 1 ? "CANCELED" : "IDLE");
                assertThat(cancels)
                        .isEqualTo(acknowledged.contains(order) ? 1 : cancels)
                        .isLessThanOrEqualTo(1);
            }
        }
    }
}
