package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The configurations of `docs/proxies.md`, run as they stand there before two servers.
@Tag("deep")
class ProxiesDeepTest {
    private static final int TRIES = 20;
    /// More than a server gives one address in a minute, and as many again for the other server.
    private static final int GUESSES = 60;
    private static final int NGINX_BODY_MAX = 1_048_576;
    private static final int CONNECTION_ENDED = 0;

    private static TwoServers servers;

    @BeforeAll
    static void start() throws IOException {
        servers = new TwoServers();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @ParameterizedTest
    @EnumSource
    void links_lead_through_it_and_requests_have_its_id(ProxyProgram program) throws Exception {
        try (var _ = run(program)) {
            var shop = servers.demo();
            var order = Orders.createActive(shop);
            var number = shop.get("/v1/orders/retrieve/" + order).expect(200).text("order_number");
            var link = shop.get("/v1/links/pay?source_type=ORDER&source_number=" + number)
                    .expect(200)
                    .text("url");
            assertThat(link).startsWith(servers.publicUrl() + "/pay/");
            shop.get(link.substring(servers.publicUrl().length())).expect(200);

            var own = shop.with("X-Request-Id", "chosen-by-the-caller").get("/v1/orders/retrieve/" + order);
            assertThat(own.expect(200).header("X-Request-Id")).isPresent().get().isNotEqualTo("chosen-by-the-caller");
        }
    }

    @ParameterizedTest
    @EnumSource
    void failed_logins_count_for_the_caller_and_not_for_the_proxy(ProxyProgram program) throws Exception {
        try (var _ = run(program)) {
            int own = switch (program) {
                case NGINX -> 10;
                case HAPROXY -> 20;
                case APACHE -> 30;
            };
            var guessed = "odc_" + UUID.randomUUID();
            List<Integer> statuses = new ArrayList<>();
            for (int guess = 0; guess < GUESSES; guess++) {
                statuses.add(guess(own, guessed, ""));
            }
            assertThat(statuses).startsWith(401).endsWith(429, 429, 429, 429);
            assertThat(guess(own + 1, guessed, "")).as("another address").isEqualTo(401);
            for (int guess = 0; guess < TRIES; guess++) {
                var forged = "198.51.100." + guess;
                assertThat(guess(own, guessed, "X-Forwarded-For: " + forged + "\r\nForwarded: for=" + forged))
                        .as("the same that claims to be another")
                        .isEqualTo(429);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_upload_that_is_too_large_harms_nobody_else(ProxyProgram program) throws Exception {
        try (var _ = run(program)) {
            var shop = servers.demo();
            var order = Orders.create(shop);
            var path = "/v1/orders/retrieve/" + order;
            for (int bytes : new int[] {70_000, 200_000, 3_000_000}) {
                for (var token : List.of(shop.header("Authorization"), "Bearer none")) {
                    List<Integer> refused = new ArrayList<>();
                    List<Long> next = new ArrayList<>();
                    for (int upload = 0; upload < TRIES; upload++) {
                        refused.add(upload(token, bytes));
                        next.add(shop.get(path).expect(200).id());
                    }
                    assertThat(next).hasSize(TRIES).containsOnly(order);
                    assertThat(refused).as(bytes + " bytes, " + token).containsOnly(expected(program, bytes, token));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_what_is_public_is_reached_whatever_the_path_looks_like(ProxyProgram program) throws Exception {
        try (var _ = run(program)) {
            var shop = servers.demo();
            var order = Orders.create(shop);
            for (var path : List.of("/openapi.json", "/openapi-sdk.json", "/v1/orders/retrieve/" + order)) {
                assertThat(ask("GET", path, shop)).as(path).startsWith("HTTP/1.1 200");
            }
            for (var path : HostilePaths.OUT_OF_THE_LIST) {
                for (var method : List.of("GET", "POST")) {
                    assertThat(RawHttp.status(ask(method, path, shop)))
                            .as(method + " " + path)
                            .isIn(400, 403, 404);
                }
            }
            for (var path : HostilePaths.toCancel(order)) {
                assertThat(RawHttp.status(ask("DELETE", path, shop))).as(path).isIn(400, 403, 404, 405, 422);
                assertThat(status(shop, order)).as("after " + path).isEqualTo("IDLE");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_request_smuggles_nothing(ProxyProgram program) throws Exception {
        try (var _ = run(program)) {
            assertThat(harmed()).isZero();
        }
    }

    @Test
    void a_refused_request_smuggles_nothing_where_connections_are_shared_always() throws Exception {
        var program = ProxyProgram.HAPROXY;
        var sharing = ProxyProgram.replaced(
                program.documented(servers.proxyPort(), servers.ports()),
                "backend opendollr\n",
                "backend opendollr\n    http-reuse always\n");
        try (var _ = program.start(sharing, servers.proxyPort())) {
            assertThat(harmed()).isZero();
        }
    }

    @Test
    void the_plain_protocol_of_old_works_too() throws Exception {
        var program = ProxyProgram.NGINX;
        var documented = program.documented(servers.proxyPort(), servers.ports());
        var old = ProxyProgram.replaced(
                ProxyProgram.replaced(documented, "    proxy_http_version 1.1;\n", ""),
                "    proxy_set_header Connection \"\";\n",
                "");
        try (var _ = program.start(old, servers.proxyPort())) {
            var shop = servers.demo();
            var order = Orders.createActive(shop);
            shop.delete("/v1/orders/cancel/" + order).expect(200);
            shop.get("/v1/orders/list").expect(200);
            shop.get("/v1/orders/retrieve/0").expect(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_rolling_restart_loses_no_request(ProxyProgram program) throws Exception {
        try (var _ = run(program);
                var load = SteadyLoad.start(servers)) {
            for (int server = 0; server < servers.ports().size(); server++) {
                load.awaitMore();
                assertThat(servers.restart(server)).as("exit code").isZero();
            }
            load.awaitMore();
            load.finish();
        }
    }

    /// Apache repeats nothing that it has begun to send, and HAProxy not all that came on a connection that it kept.
    @Test
    void a_killed_server_loses_nothing_that_nginx_may_repeat() throws Exception {
        try (var _ = run(ProxyProgram.NGINX);
                var load = SteadyLoad.start(servers)) {
            for (int server = 0; server < servers.ports().size(); server++) {
                load.awaitMore();
                servers.kill(server);
                load.awaitMore();
                servers.startAgain(server);
            }
            load.awaitMore();
            load.finish();
        }
    }

    private static ProxyProgram.Running run(ProxyProgram program) throws IOException {
        return program.start(program.documented(servers.proxyPort(), servers.ports()), servers.proxyPort());
    }

    /// How many of the next callers got an answer that is not theirs, or lost their order to an attacker without a
    /// token.
    private static int harmed() throws IOException {
        var shop = servers.demo();
        int harmed = 0;
        for (int victim = 0; victim < TRIES; victim++) {
            var order = Orders.create(shop);
            var hidden = "DELETE /v1/orders/cancel/" + order + " HTTP/1.1\r\nX-Junk: ";
            try (var attacker = RawConnection.open(servers.publicUrl())) {
                attacker.send("POST /v1/orders/create HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
                        + hidden.length() + "\r\n\r\n" + hidden);
                assertThat(attacker.reply(false).orElseThrow().status()).isEqualTo(401);
            }
            var seen = shop.get("/v1/orders/retrieve/" + order);
            boolean right = seen.status() == 200
                    && seen.id() == order
                    && seen.text("status").equals("IDLE");
            harmed += right && status(shop, order).equals("IDLE") ? 0 : 1;
        }
        return harmed;
    }

    private static String status(Client shop, long order) {
        return shop.get("/v1/orders/retrieve/" + order).expect(200).text("status");
    }

    /// Apache, and nginx above its limit, refuse before anybody has looked at the token.
    private static int expected(ProxyProgram program, int bytes, String token) {
        boolean byTheProxy = switch (program) {
            case NGINX -> bytes > NGINX_BODY_MAX;
            case HAPROXY -> false;
            case APACHE -> true;
        };
        return byTheProxy || !token.equals("Bearer none") ? 413 : 401;
    }

    private static int upload(String token, int bytes) {
        try (var connection = RawConnection.open(servers.publicUrl())) {
            connection.send("POST /v1/orders/create HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Authorization: " + token + "\r\nContent-Length: " + bytes + "\r\n\r\n" + " ".repeat(bytes));
            return connection.reply(false).map(RawConnection.Reply::status).orElse(CONNECTION_ENDED);
        }
    }

    private static String ask(String method, String path, Client shop) {
        return RawHttp.exchange(
                servers.publicUrl(),
                method + " " + path + " HTTP/1.1",
                "Host: a",
                "Authorization: " + shop.header("Authorization"),
                "Content-Length: 0",
                "Connection: close",
                "",
                "");
    }

    /// From an address of this machine that is not the proxy's; the status.
    private static int guess(int lastNumber, String clientId, String header) throws IOException {
        var body = "{\"client_id\": \"%s\", \"client_secret\": \"ods_guess\"}".formatted(clientId);
        var request = "POST /v1/jwt/client/obtain/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + (header.contains(":") ? header + "\r\n" : "")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        var own = InetAddress.ofLiteral("127.0.0." + lastNumber);
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), servers.proxyPort(), own, 0)) {
            return RawHttp.status(RawHttp.exchange(socket, request.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
