package dev.opendollr.bench;

import dev.opendollr.DemoCredentials;
import dev.opendollr.http.Json;
import dev.opendollr.problem.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// Obtains access tokens, as a merchant's server does.
final class TokenClient {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private TokenClient() {}

    static String obtain(URI server, DemoCredentials credentials) {
        var body = Map.of("client_id", credentials.clientId(), "client_secret", credentials.clientSecret());
        var request = HttpRequest.newBuilder(server.resolve("/v1/jwt/client/obtain/token"))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            return Json.read(answer.body(), TokenJson.class)
                    .map(TokenJson::accessToken)
                    .orElseThrow(
                            () -> new StartFailure("the server refused a token with status " + answer.statusCode()));
        } catch (IOException failure) {
            throw new StartFailure("the server did not issue a token: " + failure.getMessage(), failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", stopping);
        }
    }

    private record TokenJson(String accessToken, long expiresIn) {
        @Override
        public String toString() {
            return "TokenJson[accessToken=***, expiresIn=" + expiresIn + "]";
        }
    }
}
