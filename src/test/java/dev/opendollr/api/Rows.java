package dev.opendollr.api;

import dev.opendollr.testing.TestServer;
import java.util.Map;
import java.util.TreeMap;

/// What a database holds, to show that a request has changed nothing.
final class Rows {
    /// All tables but those of Flyway and of passcodes, which count how they are used.
    private static final String TABLES = """
        select table_name
          from information_schema.tables
         where table_schema = 'public' and table_type = 'BASE TABLE'
           and table_name <> 'passcode' and table_name not like 'flyway%'
        """;

    private static final String ALL_TABLES = """
        select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
        """;

    private static final String DIGEST =
            "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from %s t";

    private Rows() {}

    static Map<String, Long> count(TestServer server) {
        return read(server, "select count(*) from %s", Long.class);
    }

    /// The MD5 of every row.
    static Map<String, String> digest(TestServer server) {
        return read(server, DIGEST, String.class);
    }

    /// How many rows of each table hold `text` in any column, passcodes included; tables without any are left out.
    static Map<String, Long> holding(TestServer server, String text) {
        var sql = "select count(*) from %s t where strpos(t::text, '" + text + "') > 0";
        return server.database().asOwner().withHandle(handle -> {
            Map<String, Long> rows = new TreeMap<>();
            for (var table : handle.createQuery(ALL_TABLES).mapTo(String.class).list()) {
                long found = handle.createQuery(sql.formatted(table))
                        .mapTo(Long.class)
                        .one();
                if (found > 0) {
                    rows.put(table, found);
                }
            }
            return rows;
        });
    }

    private static <T> Map<String, T> read(TestServer server, String sql, Class<T> type) {
        return server.database().asOwner().withHandle(handle -> {
            Map<String, T> values = new TreeMap<>();
            handle.createQuery(TABLES)
                    .mapTo(String.class)
                    .list()
                    .forEach(table -> values.put(
                            table,
                            handle.createQuery(sql.formatted(table)).mapTo(type).one()));
            return values;
        });
    }
}
