package dev.opendollr.api;

import dev.opendollr.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a database holds, to show that a request has changed nothing.
final class Rows {
    private static final List<String> TABLES = List.of(
            "party",
            "counterparty",
            "source",
            "source_item",
            "source_event",
            "payment_account",
            "checkout",
            "idempotency_key");

    private Rows() {}

    static Map<String, Long> count(TestServer server) {
        return read(server, "select count(*) from %s", Long.class);
    }

    /// The MD5 of every row.
    static Map<String, String> digest(TestServer server) {
        return read(
                server, "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from %s t", String.class);
    }

    private static <T> Map<String, T> read(TestServer server, String sql, Class<T> type) {
        return server.database().asOwner().withHandle(handle -> {
            Map<String, T> values = new TreeMap<>();
            TABLES.forEach(table -> values.put(
                    table, handle.createQuery(sql.formatted(table)).mapTo(type).one()));
            return values;
        });
    }
}
