package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.http.Contract;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a shop written in TypeScript meets that generates its types from the derived contract.
@Tag("deep")
class TypeScriptClientDeepTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void a_strictly_typed_client_cancels_an_order_and_collects_another_to_the_cent()
            throws IOException, InterruptedException {
        var node = NodeFolder.install("typescript");
        Files.writeString(
                node.file("openapi-sdk.yaml"),
                Contract.load().derived(SERVER.url()).written());
        var _ = node.run("openapi-typescript", "openapi-sdk.yaml", "--output", "schema.d.ts")
                .printed();
        var _ = node.run("tsc", "--project", "tsconfig.json").printed();
        var said = node.node(Shop.environment(SERVER), "out/shop.js").printed();
        assertThat(said.lines()).containsExactlyElementsOf(Shop.SAYS);
    }
}
