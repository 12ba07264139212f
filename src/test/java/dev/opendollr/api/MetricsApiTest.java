package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.Scrape;
import dev.opendollr.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What an operator watches.
class MetricsApiTest {
    private static final String PREFIX = "opendollr_";
    /// Whose names are not ours to choose.
    private static final List<String> OF_LIBRARIES = List.of("jvm_", "process_", "system_");
    private static final String ENDED = PREFIX + "payments_ended_total";
    private static final String LIST = "/{version}/orders/list";
    private static final String LIVE = "/health/live";
    private static final String NONE = "none";
    private static final String ANSWERS = PREFIX + "http_answers_total";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @Test
    void a_payment_in_flight_is_counted_and_grows_old_and_its_end_is_counted_once() {
        assertThat(sum(PREFIX + "executions_open")).isZero();
        long before = ended("COMPLETED");
        Payments.collectOrder(
                shop, Orders.createActive(shop), Payments.account(shop, "COLLECTION", Payments.STAYS_IN_FLIGHT));

        shop.post("/sandbox/clock", "{\"forward_seconds\": 3600}").expect(200);

        Eventually.isTrue("it is an hour old", () -> sum(PREFIX + "executions_open_oldest_seconds") >= 3_600);
        assertThat(sum(PREFIX + "executions_open")).isEqualTo(1);
        assertThat(ended("COMPLETED")).isEqualTo(before);
        var attempt = shop.get("/sandbox/attempts").expect(200).json().get(0).path("id");
        shop.post("/sandbox/attempts/" + attempt.stringValue() + "/complete", "")
                .expect(200);
        Eventually.isTrue(
                "nothing is open",
                () -> sum(PREFIX + "executions_open") == 0 && sum(PREFIX + "executions_open_oldest_seconds") == 0);
        assertThat(ended("COMPLETED")).isEqualTo(before + 1);
    }

    @Test
    void a_payment_that_fails_is_counted_and_its_repetition_is_not() {
        long before = ended("FAILED");
        var account = Payments.account(shop, "COLLECTION", Payments.NO_MONEY);
        var session = Payments.checkout(shop, Orders.createActive(shop));
        var reference = Payments.reference();
        for (int time = 0; time < 2; time++) {
            Payments.collect(shop, session, account, "USD", reference).expect(200);
        }
        Eventually.isTrue("it has failed", () -> ended("FAILED") == before + 1);
        Payments.collect(shop, session, account, "USD", reference).expect(200);
        assertThat(ended("FAILED")).isEqualTo(before + 1);
    }

    @Test
    void a_transfer_is_counted_though_no_gateway_is_asked_and_its_repetition_is_not() {
        var demo = SERVER.demo();
        var partner = SERVER.registerUnverified(Optional.of("231770999123"));
        SERVER.verify(partner.merchant().id());
        long wallet = Payments.wallet(demo, "USD");
        var session = Payments.transferSession(demo, wallet, Payments.partner(demo, "231770999123"), "USD", "1.00");
        var reference = Payments.reference();
        for (int time = 0; time < 2; time++) {
            Payments.transfer(demo, session, reference).expect(200);
        }
        assertThat(sum(ENDED, "operation", "TRANSFER", "method", "WALLET", "ending", "COMPLETED"))
                .isEqualTo(1);
    }

    @Test
    void failed_logins_are_counted_by_reason() {
        int refused = 0;
        var answer = login();
        for (; answer.status() == 401; answer = login()) {
            refused++;
        }
        answer.expect(429);
        assertThat(sum(PREFIX + "logins_failed_total", "reason", "credentials")).isEqualTo(refused);
        assertThat(sum(PREFIX + "logins_failed_total", "reason", "too_many")).isEqualTo(1);
    }

    private static Answer login() {
        return SERVER.stranger().post("/v1/jwt/client/obtain/token", """
            {"client_id": "nobody", "client_secret": "guessed"}\
            """);
    }

    @Test
    void a_cancel_is_counted_once_however_often_it_is_asked_for() {
        long before = sum(PREFIX + "cancels_total", "source", "ORDER");
        long order = Orders.createActive(shop);
        for (int time = 0; time < 3; time++) {
            shop.delete("/v1/orders/cancel/" + order).expect(200);
        }
        assertThat(sum(PREFIX + "cancels_total", "source", "ORDER")).isEqualTo(before + 1);
        assertThat(sum(PREFIX + "cancel_statements_total", "source", "ORDER")).isGreaterThanOrEqualTo(before + 1);
    }

    @Test
    void requests_are_measured_by_route_and_method_and_counted_by_status_too() {
        shop.get("/v1/orders/list").expect(200);
        SERVER.stranger().get("/v1/orders/list").expect(401);
        Eventually.isTrue("both are counted", () -> list("200") == 1 && list("401") == 1);
        var buckets = Scrape.of(SERVER).samples().stream()
                .filter(sample -> sample.name().equals(PREFIX + "http_requests_seconds_bucket"))
                .toList();
        assertThat(buckets)
                .filteredOn(sample -> sample.labels().equals(Map.of("method", "GET", "route", LIST, "le", "+Inf")))
                .singleElement()
                .satisfies(all -> assertThat(all.value().orElseThrow()).isEqualByComparingTo("2"));
        assertThat(buckets).allMatch(sample -> sample.labels().keySet().equals(Set.of("method", "route", "le")));
    }

    private static long list(String status) {
        return sum(ANSWERS, "method", "GET", "route", LIST, "status", status);
    }

    @Test
    void paths_and_methods_that_callers_invent_make_no_new_line() {
        invent(1);
        var known = series();
        invent(20);
        assertThat(series()).isEqualTo(known);
    }

    @Test
    void it_says_what_runs_since_when_and_how_full_it_is() {
        System.gc();
        Eventually.isTrue("the collection is told", () -> sum("jvm_gc_pause_seconds_count") > 0);
        assertThat(sum(PREFIX + "build_info")).isEqualTo(1);
        for (var name : List.of(
                "process_start_time_seconds",
                "process_files_open_files",
                PREFIX + "database_pool_size",
                PREFIX + "http_connections")) {
            assertThat(sum(name)).as(name).isPositive();
        }
        assertThat(Scrape.of(SERVER).samples())
                .filteredOn(sample -> sample.name().equals(PREFIX + "overload_refusals_total"))
                .extracting(sample -> sample.labels().get("full"))
                .contains(
                        "database",
                        "passcodes",
                        "cancels_order",
                        "cancels_invoice",
                        "connections",
                        "bytes",
                        "requests",
                        "logins",
                        "events",
                        "computing");
    }

    @Test
    void names_follow_the_rules_of_prometheus() {
        shop.get("/v1/wallets/list").expect(200);
        System.gc();
        Eventually.isTrue("the collection is told", () -> sum("jvm_gc_pause_seconds_count") > 0);
        var complaints = new TreeSet<String>();
        var scrape = Scrape.of(SERVER);
        scrape.types().forEach((name, type) -> {
            if (!name.startsWith(PREFIX) && OF_LIBRARIES.stream().noneMatch(name::startsWith)) {
                complaints.add(name + " has not our prefix");
            }
            if (scrape.help().getOrDefault(name, "").isBlank()) {
                complaints.add(name + " is not explained");
            }
            if (type.equals("counter") != name.endsWith("_total")) {
                complaints.add(name + ": counters, and only they, end with _total");
            }
            if (!type.equals("histogram") && !type.equals("summary") && name.matches(".*_(count|sum|bucket)")) {
                complaints.add(name + " looks like a part of a histogram");
            }
            if (name.matches(".*_(ns|nanoseconds|us|ms|milliseconds|minutes|kb|mb|kilobytes|megabytes)(_.*)?")) {
                complaints.add(name + " counts neither seconds nor bytes");
            }
            if (!name.matches("[a-z][a-z0-9_]*") || name.matches(".*_(gauge|counter|histogram|summary)(_.*)?")) {
                complaints.add(name + " is no name in small letters, or says its type");
            }
        });
        assertThat(complaints).isEmpty();
    }

    /// Returns when all have been counted.
    private static void invent(int requests) {
        long nowhere = counted(NONE);
        long refused = counted(LIVE);
        for (int number = 0; number < requests; number++) {
            SERVER.stranger().get("/v1/invented" + number).expect(404);
            SERVER.stranger().send("INVENTED" + number, LIVE, "").expect(405);
        }
        Eventually.isTrue(
                "all are counted", () -> counted(NONE) == nowhere + requests && counted(LIVE) == refused + requests);
    }

    private static long counted(String route) {
        return sum(ANSWERS, "method", "other", "route", route);
    }

    /// All lines about such requests, by name and labels.
    private static Set<String> series() {
        return Scrape.of(SERVER).samples().stream()
                .filter(sample -> Set.of(NONE, LIVE).contains(sample.labels().getOrDefault("route", "")))
                .map(sample -> sample.name() + new TreeMap<>(sample.labels()))
                .collect(Collectors.toSet());
    }

    private static long ended(String ending) {
        return sum(ENDED, "operation", "COLLECTION", "method", "MTN_MOMO_LBR", "ending", ending);
    }

    private static long sum(String name, String... labels) {
        return Scrape.of(SERVER).sum(name, labels).longValue();
    }
}
