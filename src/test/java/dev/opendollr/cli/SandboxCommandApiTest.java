package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.Store;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the operator of a sandbox does to it from the command line.
class SandboxCommandApiTest {
    @Test
    void the_clock_is_moved_beside_a_running_server_and_a_reset_gives_it_back() throws IOException {
        var data = Scratch.data("sandbox");
        long order;
        try (var server = ServerProcess.start(data, "--port", "0", "--sandbox-clock", "operator")) {
            var demo = server.demo();
            order = Orders.create(demo);
            demo.post("/sandbox/clock", "{\"forward_seconds\": 60}").expect(403);
            assertThat(sandbox(data, "clock", "--forward", "2d").exitCode()).isZero();
            Eventually.isTrue("the server has learned of it", () -> offset(demo) >= 2 * 86_400);
            var refused = sandbox(data, "reset", "--yes");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("a server serves the data folder")
                    .contains("stop it first");
            demo.get("/v1/orders/retrieve/" + order).expect(200);
        }
        assertThat(sandbox(data, "reset").exitCode()).isEqualTo(2);
        assertThat(sandbox(data, "reset", "--yes", "--role", "live").err()).contains("only a sandbox is emptied");
        var reset = sandbox(data, "reset", "--yes");
        assertThat(reset.exitCode()).as(reset.err()).isZero();

        try (var server = ServerProcess.start(data, "--port", "0")) {
            var demo = server.demo();
            assertThat(offset(demo)).isZero();
            demo.get("/v1/orders/retrieve/" + order).expect(404);
            assertThat(new BigDecimal(Payments.balance(demo, "USD"))).isEqualByComparingTo("1000");
            var fresh = Orders.createActive(demo);
            var payer = Payments.account(demo, "COLLECTION", Payments.COMPLETES);
            assertThat(fresh).isGreaterThan(order);
            assertThat(payer).isPositive();
        }
        assertThat(Typed.words("verify", "--data", data.toString()).exitCode()).isZero();
    }

    @Test
    void money_and_time_are_made_up_only_where_nobody_pays() throws IOException {
        var data = Scratch.data("no-sandbox");
        var merchant = Typed.words(
                        "merchant", "create", "--data", data.toString(), "--name", "Shop", "--type", "ORGANIZATION")
                .word("merchant_id");
        // While it is open no command starts the database.
        try (var store = Store.openBeside(MoneyCommandsApiTest.beside(data.toString()))) {
            assertNothingIsMadeUp(data, merchant);
            change(store, "update merchant set demo = true");
            assertThat(sandbox(data, "clock", "--forward", "1d").exitCode()).isZero();
            change(store, "insert into live_role (the_only_row) values (true)");
            assertNothingIsMadeUp(data, merchant);
        }
    }

    private static void assertNothingIsMadeUp(Path data, String merchant) {
        for (var typed : List.of(
                sandbox(data, "fund", "--merchant", merchant, "--amount", "5"),
                sandbox(data, "seed", "--orders", "1"),
                sandbox(data, "clock", "--forward", "1d"),
                sandbox(data, "clock"))) {
            assertThat(typed.exitCode()).as(typed.out()).isEqualTo(1);
            assertThat(typed.err()).contains("only in the database of a sandbox");
            assertThat(typed.out()).isEmpty();
        }
    }

    private static void change(Store store, String sql) {
        var _ = store.database().everywhere().single(handle -> handle.execute(sql));
    }

    @ParameterizedTest
    @CsvSource({
        "--forward=1y, give a length such as",
        "--forward=-1h, give a length such as",
        "--forward=1h --to=2030-01-01T00:00:00Z, give either --forward or --to",
    })
    void a_move_that_makes_no_sense_is_refused_with_its_name(String words, String sentence) {
        var typed = Typed.words(("sandbox clock " + words).split(" "));
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains(sentence);
    }

    private static int offset(Client client) {
        return client.get("/sandbox/clock")
                .expect(200)
                .json()
                .path("offset_seconds")
                .intValue();
    }

    private static Typed sandbox(Path data, String command, String... options) {
        var words = new ArrayList<>(List.of("sandbox", command, "--data", data.toString()));
        words.addAll(List.of(options));
        return Typed.words(words.toArray(String[]::new));
    }
}
