import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/// A small shop: it cancels one order and is paid for another. Run it by `java examples/java/Shop.java`.
///
/// It stands on the JDK alone, so a pattern finds the few members that it reads. A real shop uses a JSON library, or a
/// client that is generated from `./opendollr openapi --sdk`.
final class Shop {
    private static final String PHONE = "231881234789";
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final Duration PAYMENT_MAX = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    private Shop(String url, String clientId, String clientSecret) throws IOException, InterruptedException {
        this.url = url;
        var login = "{\"client_id\":\"%s\",\"client_secret\":\"%s\"}".formatted(clientId, clientSecret);
        token = member(sent(request("POST", "/v1/jwt/client/obtain/token", login)), "access_token");
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        var shop = new Shop(setting("OPENDOLLR_URL"), setting("CLIENT_ID"), setting("CLIENT_SECRET"));
        var party = shop.created("/v1/parties/create", """
            {"fullname": "Ma Hawa", "phone": "%s"}\
            """.formatted(PHONE));
        var buyer = shop.created("/v1/counterparties/create", """
            {"relationship_type": "CUSTOMER", "party_id": %s}\
            """.formatted(party));

        var unwanted = shop.publishedOrder(buyer, "1234567.89");
        var canceled = shop.call("DELETE", "/v1/orders/cancel/" + unwanted, "");
        System.out.println("canceled " + member(canceled, "status") + " " + member(canceled, "total_amount"));

        var sold = shop.publishedOrder(buyer, "1234.56");
        var collected = shop.collected(sold, party);
        System.out.println("collected " + member(collected, "status") + " " + member(collected, "payee_amount") + " "
                + member(collected, "payee_currency"));
        var order = shop.call("GET", "/v1/orders/retrieve/" + sold, "");
        System.out.println("paid " + member(order, "status") + " " + member(order, "total_amount"));
    }

    private String publishedOrder(String buyer, String amount) throws IOException, InterruptedException {
        var id = created("/v1/orders/create", """
            {"counterparty_id": %s, "currency": "USD", "note": "", "fee_bearer": "PAYER",
             "as_payment_link": true}\
            """.formatted(buyer));
        created("/v1/orders/" + id + "/items/add", """
            {"name": "Rice", "currency": "USD", "qty": 1, "amount": %s}\
            """.formatted(amount));
        call("PUT", "/v1/orders/publish/" + id, "");
        return id;
    }

    /// Asks the payer's operator for the money and waits for the outcome.
    private String collected(String order, String party) throws IOException, InterruptedException {
        var account = created("/v1/payment-accounts/create?operation_type=COLLECTION", """
            {"account_name": "Ma Hawa", "provider": "PAWAPAY", "method": "MTN_MOMO_LBR", "party_id": %s,
             "insensitive_account_number": "%s"}\
            """.formatted(party, PHONE));
        var session = created("/v1/sessions/checkout", """
            {"source_id": %s, "source_type": "ORDER"}\
            """.formatted(order));
        // Chosen by the shop: a request that is repeated with the same one moves no money again.
        var reference = UUID.randomUUID().toString();
        var execution = call("POST", "/v1/executions/collection", """
            {"session_id": "%s", "payment_account_id": "%s", "currency": "USD", "reference_id": "%s"}\
            """.formatted(session, account, reference));
        var end = Instant.now().plus(PAYMENT_MAX);
        while (isOpen(execution) && Instant.now().isBefore(end)) {
            Thread.sleep(PAUSE);
            execution = call("GET", "/v1/status/collection/" + reference, "");
        }
        return execution;
    }

    private static boolean isOpen(String execution) {
        var status = member(execution, "status");
        return status.equals("PENDING") || status.equals("PROCESSING");
    }

    private String created(String path, String body) throws IOException, InterruptedException {
        return member(call("POST", path, body), "id");
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        return sent(request(method, path, body).header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private String sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /// The first member of this name.
    private static String member(String json, String name) {
        var found = Pattern.compile("\"" + name + "\":\\s*(?:\"([^\"]*)\"|([^,}\\]]*))")
                .matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static String setting(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
