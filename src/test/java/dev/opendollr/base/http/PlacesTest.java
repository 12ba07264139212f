package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.problem.Argument;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.base.problem.ValueReason;
import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.TestLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Doors refuse arguments by name; whoever called is told where each was read.
class PlacesTest {
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);
    private static final Reason REASON = new ValueReason.GreaterThan(new BigDecimal("2.50"));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server server = Server.start(
            BareServer.listening(IDLE_MAX), BareServer.serving(rules -> rules.post("/{id}", this::handle)));

    @AfterEach
    void stop() {
        client.close();
        server.stop();
    }

    /// Reads everything that a request has, and refuses what its query names.
    private void handle(Request request, Response response) {
        var input = Input.unversioned(request);
        var _ = input.id("id", ExecutionId::new);
        var refused = input.requiredQueryText("refused");
        var _ = input.header("X-Cause");
        var body = input.body();
        var _ = body.optionalAmount("amount");
        var _ = body.object("inner").text("code");
        for (var item : body.objects("items", 3)) {
            var _ = item.text("code");
        }
        input.check();
        throw ProblemException.refused(argument(refused), REASON);
    }

    private static Argument argument(String refused) {
        return switch (refused) {
            case "inner code" -> Argument.of("inner", "code");
            case "second item" -> Argument.of("items", 1, "code");
            case String name -> Argument.of(name);
        };
    }

    private HttpResponse<String> refuse(String argument) throws IOException, InterruptedException {
        var target = "http://127.0.0.1:" + server.port() + "/7?refused=" + argument.replace(" ", "%20");
        var body = """
            {"inner": {"code": "a"}, "items": [{"code": "b"}, {"code": "c"}]}\
            """;
        return client.send(
                HttpRequest.newBuilder(URI.create(target))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private void assertPlace(String argument, String place) throws IOException, InterruptedException {
        var answer = refuse(argument);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"detail\":[{\"loc\":" + place
                        + ",\"msg\":\"Input should be less than or equal to 2.50\",\"type\":\"less_than_equal\"}]}");
    }

    @Test
    void a_refused_argument_has_the_place_where_it_was_read() throws IOException, InterruptedException {
        assertPlace("id", "[\"path\",\"id\"]");
        assertPlace("refused", "[\"query\",\"refused\"]");
        assertPlace("x-cause", "[\"header\",\"x-cause\"]");
        assertPlace("amount", "[\"body\",\"amount\"]");
        assertPlace("inner code", "[\"body\",\"inner\",\"code\"]");
        assertPlace("second item", "[\"body\",\"items\",1,\"code\"]");
    }

    @Test
    void what_nobody_has_read_cannot_be_refused() throws IOException, InterruptedException {
        for (var unread : new String[] {"nobodys", "code"}) {
            assertThat(refuse(unread).statusCode()).isEqualTo(500);
        }
        TestLog.assertHolds("nobodys");
    }
}
