package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.Contract;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/// What a reader meets who imports our Postman collection, enters the credentials, and runs its first folder.
@Tag("deep")
class PostmanDeepTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String PAUSE_MS = "200";

    @Test
    void the_main_flow_succeeds_with_nothing_but_credentials_entered() throws IOException, InterruptedException {
        var node = NodeFolder.install("postman");
        Files.writeString(node.file("collection.json"), Contract.load().postman(SERVER.url()));
        var demo = SERVER.demoMerchant();
        var run = node.run(
                "newman",
                "run",
                "collection.json",
                "--folder",
                "A cancel and a payment",
                "--delay-request",
                PAUSE_MS,
                "--env-var",
                "client_id=" + demo.clientId(),
                "--env-var",
                "client_secret=" + demo.clientSecret(),
                "--reporters",
                "cli,json",
                "--reporter-json-export",
                "report.json");
        assertThat(run.exitCode()).as(run.output()).isZero();

        var report = JsonMapper.shared().readTree(Files.readString(node.file("report.json")));
        var names = report.at("/run/executions")
                .valueStream()
                .map(execution -> execution.at("/item/name").stringValue())
                .distinct()
                .toList();
        assertThat(names)
                .startsWith("client_obtain_token")
                .contains("cancel_order", "collect")
                .endsWith("get_collection_status", "retrieve_order_by_id");
        assertThat(report.at("/run/stats/assertions/total").intValue()).isGreaterThanOrEqualTo(names.size());
        assertThat(report.at("/run/failures")).isEmpty();
        assertThat(statuses(SERVER.demo())).contains("CANCELED", "PAID");
    }

    private static String statuses(Client shop) {
        return shop.get("/v1/orders/list")
                .expect(200)
                .json()
                .valueStream()
                .map(order -> order.path("status").stringValue())
                .toList()
                .toString();
    }
}
