package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Scrape;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Callers who wait for something to happen, and all others meanwhile.
class FeedWaitApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    /// Shorter than a client of a test waits for an answer, longer than any answer takes.
    private static final int LONG = 15;
    private static final int OF_ONE_MAX = 16;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /// Where everything that has happened to `shop` was heard.
    private static String upToNow(Client shop) {
        var answer = new Answer[] {shop.get("/v1/events").expect(200)};
        Eventually.isTrue("all was heard", () -> {
            answer[0] = shop.get(next(answer[0])).expect(200);
            return answer[0].json().isEmpty();
        });
        return next(answer[0]);
    }

    private static String next(Answer answer) {
        var link = NEXT.matcher(answer.header("Link").orElseThrow());
        assertThat(link.matches()).isTrue();
        return link.group(1);
    }

    private CompletableFuture<Answer> waits(Client shop, String place, int seconds) {
        return CompletableFuture.supplyAsync(() -> shop.get(place + "&wait=" + seconds), threads);
    }

    private static int waiting(TestServer server) {
        return Scrape.of(server).samples().stream()
                .filter(sample -> sample.name().equals("opendollr_feed_waiting"))
                .findFirst()
                .flatMap(Scrape.Sample::value)
                .map(BigDecimal::intValueExact)
                .orElseThrow();
    }

    private static void isReached(TestServer server, int waiting) {
        Eventually.isTrue(waiting + " wait", () -> waiting(server) == waiting);
    }

    @Test
    void whoever_waits_is_answered_when_something_happens() {
        var shop = SERVER.newMerchant();
        long order = Kind.ORDER.create(shop);
        var place = upToNow(shop);
        for (var note : List.of("one", "two", "three")) {
            var answer = waits(shop, place, LONG);
            isReached(SERVER, 1);
            long begun = System.nanoTime();
            shop.put("/v1/orders/update/" + order, "{\"note\": \"" + note + "\"}")
                    .expect(200);
            var events = answer.join().expect(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(LONG - 2));
            assertThat(events.json()).hasSize(1);
            assertThat(events.json().path(0).path("type").stringValue()).isEqualTo("UPDATED");
            assertThat(next(events)).as("it goes on waiting").contains("wait=" + LONG);
            place = next(events).replaceAll("&?wait=[0-9]+", "").replace("?&", "?");
        }
        isReached(SERVER, 0);
    }

    @Test
    void whoever_is_shut_out_while_it_waits_hears_nothing() {
        var registered = SERVER.register();
        var shop = SERVER.client(registered.credential());
        var answer = waits(shop, upToNow(shop), LONG);
        isReached(SERVER, 1);
        SERVER.revoke(registered.credential());
        answer.join().expect(401);
    }

    @Test
    void what_happens_to_others_ends_no_wait() {
        var shop = SERVER.newMerchant();
        var place = upToNow(shop);
        var answer = waits(shop, place, 2);
        isReached(SERVER, 1);
        long begun = System.nanoTime();
        var _ = Kind.ORDER.createActive(SERVER.newMerchant());
        assertThat(answer.join().expect(200).json()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void whoever_has_something_to_hear_does_not_wait() {
        var shop = SERVER.newMerchant();
        var _ = Kind.ORDER.create(shop);
        assertThat(shop.get("/v1/events?wait=" + LONG).expect(200).json()).hasSize(1);
        for (var wait : List.of("-1", "31", "x", "1.5")) {
            assertThat(shop.get("/v1/events?wait=" + wait).expect(422).errors())
                    .first()
                    .asString()
                    .startsWith("query.wait ");
        }
    }

    @Test
    void many_who_wait_take_nothing_from_others_and_one_too_many_is_told_to_come_again() {
        var shops = List.of(SERVER.newMerchant(), SERVER.newMerchant(), SERVER.newMerchant());
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (var shop : shops) {
            var place = upToNow(shop);
            for (int caller = 0; caller < OF_ONE_MAX; caller++) {
                answers.add(waits(shop, place, LONG));
            }
        }
        isReached(SERVER, shops.size() * OF_ONE_MAX);
        var first = shops.getFirst();
        var refused = first.get("/v1/events?after=" + cursor(first) + "&wait=1").expect(503);
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(first.get("/v1/events").expect(200).json()).isEmpty();

        // There are 16 connections to the database, and three times as many who wait.
        long begun = System.nanoTime();
        for (var shop : shops) {
            var _ = Kind.ORDER.create(shop);
        }
        answers.forEach(answer -> assertThat(answer.join().expect(200).json()).hasSizeBetween(1, 1));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(LONG - 2));
        isReached(SERVER, 0);
    }

    private static String cursor(Client shop) {
        return upToNow(shop).replaceFirst(".*after=([^&]+).*", "$1");
    }

    @Test
    void a_server_that_ends_lets_go_whoever_waits() throws Exception {
        var other = new TestServer();
        other.start();
        var shop = other.newMerchant();
        var answer = waits(shop, upToNow(shop), LONG);
        isReached(other, 1);
        long begun = System.nanoTime();
        other.stop();
        assertThat(answer.join().expect(200).json()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(LONG - 4));
    }
}
