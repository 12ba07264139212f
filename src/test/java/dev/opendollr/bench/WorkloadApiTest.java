package dev.opendollr.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadApiTest {
    private static final int CLIENTS = 2;
    private static final int UNITS_PER_CLIENT = 3;
    private static final List<String> TABLES = List.of(
            "source",
            "source_item",
            "source_event",
            "session",
            "execution",
            "execution_event",
            "feed",
            "sandbox_attempt",
            "posting",
            "wallet");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @ParameterizedTest
    @EnumSource(Workload.class)
    void pgbench_and_server_write_the_same_rows(Workload workload) throws IOException {
        var byServer = Shops.open(SERVER.database().owner(), 2, Instant.now());
        var byPgbench = Shops.open(SERVER.database().owner(), 2, Instant.now());

        runServer(workload, byServer);
        runPgbench(workload, byPgbench);

        var expected = rows(byServer);
        assertThat(expected.get("source_event")).containsValue(CLIENTS * UNITS_PER_CLIENT);
        assertThat(rows(byPgbench)).isEqualTo(expected);
    }

    @Test
    void a_collection_that_does_not_complete_at_once_is_a_failure() throws IOException {
        var shops = Shops.open(SERVER.database().owner(), 1, Instant.now());
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute(
                        "update payment_account set insensitive_account_number = '231771234129' where merchant_id = ?",
                        shops.firstMerchant()));

        assertThatThrownBy(() -> runServer(Workload.COLLECT, shops))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("\"status\":\"PROCESSING\"");
    }

    private static void runServer(Workload workload, Shops shops) throws IOException {
        var block = prepare(workload, shops);
        var url = URI.create(SERVER.url());
        var tokens = TokenClient.obtain(url, shops.credentials());
        try (var connection = HttpConnection.open(new InetSocketAddress(url.getHost(), url.getPort()))) {
            var requests = new Requests(connection, shops, tokens, block);
            for (long unit = 0; unit < block.size(); unit++) {
                workload.run(requests, unit);
            }
        }
    }

    private static void runPgbench(Workload workload, Shops shops) {
        var block = prepare(workload, shops);
        SERVER.database().asOwner().useHandle(handle -> {
            for (int client = 0; client < CLIENTS; client++) {
                var script = new PgbenchScript(workload, Pgbench.variables(shops, block, Instant.now()));
                for (int unit = 0; unit < UNITS_PER_CLIENT; unit++) {
                    script.run(handle, client);
                }
            }
        });
    }

    private static UnitBlock prepare(Workload workload, Shops shops) {
        return new FreshOrders(SERVER.database().owner(), shops, workload.needs())
                .prepare(CLIENTS, UNITS_PER_CLIENT, Instant.now());
    }

    /// How often each kind of row is there, by table. Ids, times and names differ from row to row; only whether there
    /// is one is compared.
    private static Map<String, Map<String, Integer>> rows(Shops shops) {
        Map<String, Map<String, Integer>> rows = new TreeMap<>();
        SERVER.database()
                .asOwner()
                .useHandle(handle -> TABLES.forEach(table -> rows.put(table, rows(handle, table, shops))));
        return rows;
    }

    private static Map<String, Integer> rows(Handle handle, String table, Shops shops) {
        var sql = """
            select cast((select jsonb_object_agg(key, case when key ~ '(^|_)(id|at|until|number|actor)$'
                                                                and value <> 'null' then '"given"'
                                                           else value
                                                       end)
                           from jsonb_each(to_jsonb(one))) as text) as looks, count(*) as times
              from %s as one
             where merchant_id between :first and :last
             group by looks
            """.formatted(table);
        return handle.createQuery(sql)
                .bind("first", shops.firstMerchant())
                .bind("last", shops.firstMerchant() + shops.count() - 1)
                .map((row, context) -> Map.entry(row.getString("looks"), row.getInt("times")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
