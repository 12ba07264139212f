package dev.opendollr.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP client of a merchant's server. It checks every answer against the contract.
public final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// The connections to each server, by its URL.
    private static final Map<String, HttpClient> SERVERS = new ConcurrentHashMap<>();

    private final String url;
    private final Map<String, String> headers;

    public Client(String url, Map<String, String> headers) {
        this.url = url;
        this.headers = Map.copyOf(headers);
    }

    /// A client with a token of the merchant to which the credential belongs.
    public static Client loggedIn(String url, String clientId, String clientSecret) {
        var body = JsonMapper.shared().writeValueAsString(Map.of("client_id", clientId, "client_secret", clientSecret));
        var token = new Client(url, Map.of())
                .post("/v1/jwt/client/obtain/token", body)
                .expect(200)
                .text("access_token");
        return new Client(url, Map.of("Authorization", "Bearer " + token));
    }

    /// Gives up the connections to a server that is about to end: a server that stops waits for the next request
    /// on each for a second. What is under way is still answered.
    static void hangUp(String url) {
        Optional.ofNullable(SERVERS.remove(url)).ifPresent(HttpClient::shutdown);
    }

    private static HttpClient connect() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /// The URL of the server that it calls.
    public String url() {
        return url;
    }

    public Client with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Client(url, more);
    }

    /// The value that this client sends in the header `name`; empty if it does not send that header.
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer delete(String path) {
        return send("DELETE", path, "");
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    /// Sends no body if `json` is empty. A body is declared as JSON, unless the client has its own
    /// `Content-Type`.
    public Answer send(String method, String path, String json) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        if (!json.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        request.method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        try {
            var response = SERVERS.computeIfAbsent(url, _ -> connect()).send(request.build(), BodyHandlers.ofString());
            if (isOfTheApi(path)) {
                ContractCheck.check(method, path, response.statusCode(), response.body());
            }
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /// Pages for payers are not JSON.
    private static boolean isOfTheApi(String path) {
        return path.startsWith("/v") || (path.startsWith("/sandbox") && !path.startsWith("/sandbox/challenge/"));
    }
}
