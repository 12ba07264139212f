package dev.opendollr.bench;

import dev.opendollr.base.http.Json;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.merchant.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Obtains access tokens, as merchants' servers do.
final class TokenClient {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private TokenClient() {}

    /// One for each of `credentials`.
    static List<String> obtain(URI server, List<Credential.Issued> credentials) {
        try (var client = HttpClient.newHttpClient()) {
            List<String> tokens = new ArrayList<>();
            for (var credential : credentials) {
                tokens.add(obtain(client, server, credential));
            }
            return tokens;
        } catch (IOException failure) {
            throw new StartFailure("the server did not issue a token: " + failure.getMessage(), failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", stopping);
        }
    }

    private static String obtain(HttpClient client, URI server, Credential.Issued credential)
            throws IOException, InterruptedException {
        var body = Map.of(
                "client_id",
                credential.clientId(),
                "client_secret",
                credential.secret().plain());
        var request = HttpRequest.newBuilder(server.resolve("/v1/jwt/client/obtain/token"))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(body)))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        return Json.read(answer.body(), TokenJson.class)
                .map(TokenJson::accessToken)
                .orElseThrow(() -> new StartFailure("the server refused a token with status " + answer.statusCode()));
    }

    private record TokenJson(String accessToken, long expiresIn) {
        @Override
        public String toString() {
            return "TokenJson[accessToken=***, expiresIn=" + expiresIn + "]";
        }
    }
}
