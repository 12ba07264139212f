package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.merchant.Credential;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Guessing secrets is slowed down, working with the right one is not.
///
/// The order matters: the last test uses up what this address may do wrong in a minute.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoginLimitApiTest {
    private static final int CLIENT_MAX = 10;
    private static final int ADDRESS_MAX = 100;
    /// Attempts that are given back while a slow machine makes them.
    private static final int REFILLED_MAX = 100;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    @Order(1)
    void right_secrets_are_never_slowed_down() {
        var credential = SERVER.register().credential();
        for (int login = 0; login < 3 * CLIENT_MAX; login++) {
            obtain(credential.clientId(), credential.secret().plain()).expect(200);
        }
    }

    @Test
    @Order(2)
    void wrong_secrets_of_one_client_are_turned_away_with_the_time_to_wait() {
        var guessed = SERVER.register().credential();
        var answers = new ArrayList<Answer>();
        for (int guess = 0; guess < CLIENT_MAX; guess++) {
            obtain(guessed.clientId(), "ods_guess").expect(401);
        }
        do {
            answers.add(obtain(guessed.clientId(), "ods_guess"));
        } while (answers.getLast().status() == 401 && answers.size() < CLIENT_MAX);

        var refused = answers.getLast().expect(429);
        assertThat(refused.text("detail")).isEqualTo("Too many requests");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 60);

        assertThat(statusesOfGoodLogins(SERVER.register().credential())).containsOnly(200);
    }

    @Test
    @Order(3)
    void a_request_that_is_no_attempt_does_not_count() {
        var credential = SERVER.register().credential();
        for (int mistake = 0; mistake < 2 * CLIENT_MAX; mistake++) {
            SERVER.stranger()
                    .post("/v1/jwt/client/obtain/token", "{\"client_id\": \"" + credential.clientId() + "\"}")
                    .expect(422);
        }
        obtain(credential.clientId(), credential.secret().plain()).expect(200);
    }

    @Test
    @Order(4)
    void wrong_secrets_of_many_clients_from_one_address_are_turned_away() {
        int attempts = 0;
        Answer answer;
        do {
            answer = obtain("odc_" + attempts, "ods_guess");
            attempts++;
        } while (answer.status() == 401 && attempts < ADDRESS_MAX + REFILLED_MAX);
        answer.expect(429);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(attempts).isGreaterThan(ADDRESS_MAX / 2);
    }

    private static List<Integer> statusesOfGoodLogins(Credential.Issued credential) {
        List<Integer> statuses = new ArrayList<>();
        for (int login = 0; login < CLIENT_MAX; login++) {
            statuses.add(
                    obtain(credential.clientId(), credential.secret().plain()).status());
        }
        return statuses;
    }

    private static Answer obtain(String clientId, String secret) {
        return SERVER.stranger().post("/v1/jwt/client/obtain/token", """
            {"client_id": "%s", "client_secret": "%s"}\
            """.formatted(clientId, secret));
    }
}
