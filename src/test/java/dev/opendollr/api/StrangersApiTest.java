package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.merchant.Credential;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.RawConnection.Reply;
import dev.opendollr.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What callers without a token, also with credentials of their own that are right, leave to the logins of others.
class StrangersApiTest {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 600;
    private static final int ADDRESSES = 150;
    private static final int LOOKED_AT_TOGETHER = 4;
    private static final int SAME_LOGINS = 12;
    private static final int HONEST_LOGINS = 20;

    @RegisterExtension
    static final TestServer BEHIND = new TestServer().trusting("127.0.0.0/8");

    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> flood = new ArrayList<>();
    private final LongAdder answered = new LongAdder();

    @AfterEach
    void end() throws InterruptedException {
        over.set(true);
        for (var thread : flood) {
            thread.join();
        }
    }

    @Test
    void one_address_that_logs_in_without_end_refuses_nobody_elses_login() {
        flood(1);
        othersLogIn();
    }

    @Test
    void one_credential_that_logs_in_from_many_addresses_without_end_refuses_nobody_elses_login() {
        flood(ADDRESSES);
        othersLogIn();
    }

    /// While the database keeps all of them waiting, the first few hold its places and the rest do not get that far.
    @Test
    void one_credential_has_few_logins_at_the_database_from_however_many_addresses() throws Exception {
        var own = BEHIND.register().credential();
        try (var locked = BEHIND.database().asOwner().open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            locked.begin();
            locked.execute("lock table credential in access exclusive mode");
            List<Future<Reply>> logins = new ArrayList<>();
            for (int number = 0; number < SAME_LOGINS; number++) {
                var request = login(own, "198.51.100." + number);
                logins.add(threads.submit(() -> logInOnce(request)));
            }
            List<Reply> replies = new ArrayList<>();
            for (var login : logins) {
                replies.add(login.get());
            }
            assertThat(replies).allMatch(reply -> reply.status() == 503);
            assertThat(replies)
                    .filteredOn(reply -> reply.body().contains("these credentials"))
                    .hasSize(SAME_LOGINS - LOOKED_AT_TOGETHER)
                    .allMatch(reply -> reply.header("Retry-After").isPresent());
            locked.rollback();
        }
        assertThat(logInOnce(login(own, "198.51.100.1")).status()).isEqualTo(200);
    }

    private static Reply logInOnce(String request) {
        try (var connection = RawConnection.open(BEHIND.url())) {
            connection.send(request);
            return connection.reply(false).orElseThrow();
        }
    }

    private void othersLogIn() {
        var other = BEHIND.register().credential();
        try (var connection = RawConnection.open(BEHIND.url())) {
            for (int login = 0; login < HONEST_LOGINS; login++) {
                long began = System.nanoTime();
                connection.send(login(other, "203.0.113.1"));
                assertThat(connection.reply(false).orElseThrow().status())
                        .as("login %d", login)
                        .isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST_CALL);
            }
        }
    }

    private void flood(int addresses) {
        var own = BEHIND.register().credential();
        for (int number = 0; number < CONNECTIONS; number++) {
            var request = login(own, "198.51.100." + number % addresses);
            flood.add(Thread.ofVirtual().start(() -> logInWithoutEnd(request)));
        }
        Eventually.isTrue("it floods", () -> answered.sum() > CONNECTIONS);
    }

    private void logInWithoutEnd(String request) {
        try (var connection = RawConnection.open(BEHIND.url())) {
            while (!over.get()) {
                connection.send(request);
                if (connection.reply(false).isEmpty()) {
                    return;
                }
                answered.increment();
            }
        }
    }

    private static String login(Credential.Issued credential, String address) {
        var body = "{\"client_id\": \"%s\", \"client_secret\": \"%s\"}"
                .formatted(credential.clientId(), credential.secret().plain());
        return "POST /v1/jwt/client/obtain/token HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + address
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
