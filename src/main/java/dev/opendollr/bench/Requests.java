package dev.opendollr.bench;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// The requests of one client, sent over one connection. Each unit uses the token of the merchant it belongs
/// to.
final class Requests {
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]{1,19})");
    private static final String COMPLETED = "\"status\":\"COMPLETED\"";

    private final HttpConnection connection;
    private final Shops shops;
    private final List<String> tokens;
    private final UnitBlock block;

    /// `tokens` has one for each merchant of `shops`.
    Requests(HttpConnection connection, Shops shops, List<String> tokens, UnitBlock block) {
        this.connection = connection;
        this.shops = shops;
        this.tokens = tokens;
        this.block = block;
    }

    void cancel(long unit) throws IOException {
        cancel(unit, block.firstOrder() + unit);
    }

    /// The whole life of an order that is not paid.
    void live(long unit) throws IOException {
        var created = send(unit, "POST", "/v1/orders/create", """
            {"counterparty_id":%d,"currency":"USD","note":"Order of a benchmark","fee_bearer":"PAYER",\
            "as_payment_link":false}\
            """.formatted(shops.counterparty(unit)));
        long order = id(created);
        var _ = send(unit, "POST", "/v1/orders/" + order + "/items/add", """
            {"name":"Item of a benchmark","currency":"USD","qty":1,"amount":25.50}\
            """);
        var _ = send(unit, "PUT", "/v1/orders/publish/" + order, "");
        cancel(unit, order);
    }

    void collect(long unit) throws IOException {
        var answer = send(unit, "POST", "/v1/executions/collection", """
            {"session_id":"%d","payment_account_id":"%d","currency":"USD","reference_id":"%s"}\
            """.formatted(
                        block.firstSession() + unit, shops.account(unit), UUID.randomUUID()));
        if (!answer.contains(COMPLETED)) {
            throw new StartFailure("a collection did not complete at once: " + HttpConnection.oneLine(answer));
        }
    }

    void retrieve(long unit, long order) throws IOException {
        var _ = send(unit, "GET", "/v1/orders/retrieve/" + order, "");
    }

    void open(String path) throws IOException {
        var _ = connection.open(path);
    }

    private void cancel(long unit, long order) throws IOException {
        var _ = send(unit, "DELETE", "/v1/orders/cancel/" + order, "");
    }

    private String send(long unit, String method, String path, String json) throws IOException {
        return connection.exchange(method, path, tokens.get(shops.place(unit)), json);
    }

    private static long id(String answer) {
        var found = ID.matcher(answer);
        if (!found.find()) {
            throw new StartFailure("an order was created without an id: " + HttpConnection.oneLine(answer));
        }
        return Long.parseLong(found.group(1));
    }
}
