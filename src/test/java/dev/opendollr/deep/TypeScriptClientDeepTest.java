package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.Contract;
import dev.opendollr.testing.Shop;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The shop in TypeScript of `examples/`, which generates its types from the derived contract.
@Tag("deep")
class TypeScriptClientDeepTest {
    private static final Path EXAMPLE = Path.of("examples/typescript");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void a_strictly_typed_client_cancels_an_order_and_collects_another_to_the_cent()
            throws IOException, InterruptedException {
        var node = NodeFolder.install("typescript");
        for (var file : List.of("shop.ts", "tsconfig.json")) {
            Files.copy(EXAMPLE.resolve(file), node.file(file), StandardCopyOption.REPLACE_EXISTING);
        }
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
