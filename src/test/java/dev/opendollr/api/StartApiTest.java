package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import dev.opendollr.testing.TestPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Starting, starting again, stopping, and giving up with one clear line.
class StartApiTest {
    private static final Map<String, String> KEY = Map.of("OPENDOLLR_JWT_KEY", "0123456789abcdef0123456789abcdef");
    private static final String PUBLIC_URL = "https://pay.example.com/shop";

    @Test
    void a_second_start_takes_the_same_data_and_credentials() throws IOException, InterruptedException {
        var data = folder();
        long order;
        try (var first = ServerProcess.start(data, "--port", "0")) {
            order = Orders.create(first.demo());
            assertThat(new BigDecimal(Payments.balance(first.demo(), "USD"))).isEqualByComparingTo("1000");
            assertThat(first.stop()).isZero();
        }
        var credentials = credentials(data);
        try (var second = ServerProcess.start(data, "--port", "0")) {
            assertThat(second.demo().get("/v1/orders/retrieve/" + order).status())
                    .isEqualTo(200);
            assertThat(new BigDecimal(Payments.balance(second.demo(), "USD")))
                    .as("nobody is given money twice")
                    .isEqualByComparingTo("1000");
            assertThat(credentials(data).get("client_id")).isEqualTo(credentials.get("client_id"));
            assertThat(credentials(data))
                    .containsEntry("base_url", second.url())
                    .containsEntry("partner_phone", "231770000002");
        }
    }

    @Test
    void lost_demo_credentials_are_made_anew_for_the_same_merchant() throws IOException {
        var data = Scratch.data("start");
        Map<String, Object> lost;
        try (var first = ServerProcess.start(data, "--port", "0")) {
            lost = credentials(data);
            assertThat(first.url()).startsWith("http://127.0.0.1:");
        }
        Files.delete(data.resolve("demo-credentials.json"));
        try (var second = ServerProcess.start(data, "--port", "0")) {
            assertThat(credentials(data))
                    .containsEntry("merchant_id", lost.get("merchant_id"))
                    .containsEntry("merchant_type", "ORGANIZATION")
                    .doesNotContainEntry("client_id", lost.get("client_id"));
            assertThat(second.demo().get("/v1/orders/list").status()).isEqualTo(200);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("demo-credentials.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void links_begin_with_the_public_url() throws IOException {
        try (var server = ServerProcess.start(
                Scratch.data("start"), "--port", "0", "--public-url", PUBLIC_URL + "/", "--sandbox-delay", "0")) {
            var shop = server.demo();
            var checkout = shop.post("/v1/checkouts/create", """
                {"mode": "HOSTED", "source_kind": "ORDER", "party_phone": "231771234567", "currency": "USD",
                 "items": [{"name": "Rice", "currency": "USD", "amount": 5}]}\
                """).expect(200);
            assertThat(checkout.text("url")).isEqualTo(PUBLIC_URL + "/pay/" + checkout.text("hosted_path_or_token"));
            var query = "?source_type=ORDER&source_number=" + checkout.text("source_number");
            assertThat(shop.get("/v1/links/pay" + query).expect(200).text("url"))
                    .startsWith(PUBLIC_URL + "/pay/");
            Payments.collectOrder(
                    shop,
                    checkout.json().path("source_id").longValue(),
                    Payments.account(shop, "COLLECTION", Payments.COMPLETES));
            var receipt = shop.get("/v1/links/receipt" + query).expect(200).text("url");
            assertThat(receipt).startsWith(PUBLIC_URL + "/receipt/");
            var page = new Client(server.url(), Map.of()).get(receipt.substring(PUBLIC_URL.length()));
            assertThat(page.expect(200).body()).contains(checkout.text("source_number"), "USD 5.00", "Paid");
        }
    }

    @Test
    void a_machine_without_user_namespaces_runs_the_database_all_the_same() throws IOException {
        var tools = folder();
        var unshare = Files.writeString(tools.resolve("unshare"), "#!/bin/sh\nexit 1\n");
        var _ = Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
        var path = tools.toAbsolutePath() + ":" + System.getenv("PATH");
        try (var server = ServerProcess.start(folder(), Map.of("PATH", path), "--port", "0")) {
            assertThat(server.demo().get("/v1/orders/list").status()).isEqualTo(200);
        }
    }

    @Test
    void a_second_server_of_the_same_folder_is_told_so() throws IOException, InterruptedException {
        var data = Scratch.data("start");
        try (var first = ServerProcess.start(data, "--port", "0")) {
            assertGivesUp(data, "another opendollr serves the data folder", "--port", "0");
            assertThat(first.demo().get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            assertGivesUp(Scratch.data("start"), "port " + port + " on 127.0.0.1 is taken", "--port", port);
        }
    }

    @Test
    void a_port_for_operators_that_is_taken_is_named_with_its_option() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            var sentence = "port " + port + " on 127.0.0.1 is taken or not allowed here, choose another one with"
                    + " --admin-port, or off";
            assertGivesUp(Scratch.data("start"), sentence, "--port", "0", "--admin-port", port);
        }
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_named() throws IOException, InterruptedException {
        var file = Files.createFile(folder().resolve("file"));
        assertGivesUp(file.resolve("data"), "cannot write to the data folder", "--port", "0");
    }

    @Test
    void a_database_that_is_down_is_named() throws IOException, InterruptedException {
        var place = "127.0.0.1:" + freePort() + "/opendollr";
        var ended =
                ServerProcess.runToItsEnd(folder(), KEY, "--port", "0", "--database-url", "jdbc:postgresql://" + place);
        assertOneLine(ended, "cannot bring the database at " + place + " to this version: Connection");
    }

    @Test
    void a_missing_password_is_named_by_its_variable() throws IOException, InterruptedException {
        var clone = TestPostgres.migrated();
        var url = clone.server().url();
        var without = ServerProcess.runToItsEnd(
                folder(),
                KEY,
                "--port=0",
                "--database-url=" + url,
                "--database-user=" + clone.server().user(),
                "--database-owner=" + clone.owner().user());
        assertOneLine(without, "the password stands in OPENDOLLR_DATABASE_OWNER_PASSWORD");
        var environment = new HashMap<>(KEY);
        environment.put("OPENDOLLR_DATABASE_OWNER_PASSWORD", clone.owner().password());
        environment.put("OPENDOLLR_DATABASE_PASSWORD", "wrong");
        var wrong = ServerProcess.runToItsEnd(
                folder(),
                environment,
                "--port=0",
                "--database-url=" + url,
                "--database-user=" + clone.server().user(),
                "--database-owner=" + clone.owner().user());
        assertOneLine(wrong, "the password stands in OPENDOLLR_DATABASE_PASSWORD");
    }

    @Test
    void a_host_that_is_unknown_or_elsewhere_is_named() throws IOException, InterruptedException {
        assertGivesUp(
                Scratch.data("start"), "the host nonsense.invalid is unknown", "--port=0", "--host=nonsense.invalid");
        assertGivesUp(Scratch.data("start"), "192.0.2.1 is no address of this machine", "--port=0", "--host=192.0.2.1");
    }

    @Test
    void a_key_that_others_may_read_is_named() throws IOException, InterruptedException {
        var data = folder();
        var key = Files.writeString(data.resolve("jwt.key"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        var _ = Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertGivesUp(data, "chmod 600", "--port=0");
        var _ = Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertGivesUp(data, "holds no key that could be trusted", "--port=0");
    }

    @Test
    void a_wrong_variable_is_named_as_what_it_is() throws IOException, InterruptedException {
        var ended = ServerProcess.runToItsEnd(folder(), Map.of("OPENDOLLR_PORT", "http"));
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).containsExactly("opendollr: OPENDOLLR_PORT is a whole number from 0 to 65535");
        var typed = ServerProcess.runToItsEnd(folder(), Map.of("OPENDOLLR_PORT", "8080"), "--port", "http");
        assertThat(typed.err()).containsExactly("opendollr: --port is a whole number from 0 to 65535");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertGivesUp(Path data, String sentence, String... options)
            throws IOException, InterruptedException {
        assertOneLine(ServerProcess.runToItsEnd(data, Map.of(), options), sentence);
    }

    private static void assertOneLine(ServerProcess.Ended ended, String sentence) {
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .singleElement()
                .asString()
                .startsWith("opendollr: ")
                .contains(sentence);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> credentials(Path data) throws IOException {
        return JsonMapper.shared().readValue(Files.readString(data.resolve("demo-credentials.json")), Map.class);
    }

    private static Path folder() throws IOException {
        var folder = Scratch.folder("start");
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
