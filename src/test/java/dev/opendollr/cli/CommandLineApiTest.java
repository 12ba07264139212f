package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command line, as it is typed.
class CommandLineApiTest {
    private record Typed(int exitCode, String out, String err) {
        String word(String name) {
            var matcher = Pattern.compile(name + "\\s+(\\S+)").matcher(out);
            assertThat(matcher.find()).as(out + err).isTrue();
            return matcher.group(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "merchant",
                "merchant create",
                "merchant list",
                "credential",
                "credential create",
                "credential list",
                "credential revoke",
                "openapi"
            })
    void every_command_explains_itself(String command) {
        var typed = typed((command + " --help").strip().split(" "));
        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("Usage: opendollr").contains("--help");
    }

    @Test
    void a_wrong_value_is_refused_with_its_name() {
        var typed = typed("serve", "--port", "http");
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("--port is a whole number from 0 to 65535");
    }

    @Test
    void an_unknown_flag_is_refused_with_its_name() {
        var typed = typed("serve", "--prot", "8080");
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("--prot");
    }

    @Test
    void the_contract_is_printed() {
        assertThat(typed("openapi").out()).contains("openapi: 3.1.0").contains("/{version}/orders/cancel/{id}:");
    }

    @Test
    void merchants_and_credentials_are_made_beside_a_running_server_and_without_one() throws IOException {
        var data = Files.createTempDirectory(Path.of("target"), "cli");
        String merchant;
        String clientId;
        try (var server = ServerProcess.start(data, "--port", "0")) {
            var created = typed(
                    "merchant", "create", "--data", data.toString(), "--name", "Rice & Co", "--type", "ORGANIZATION");
            assertThat(created.exitCode()).as(created.err()).isZero();
            merchant = created.word("merchant_id");
            clientId = created.word("client_id");
            var shop = Client.loggedIn(server.url(), clientId, created.word("client_secret"));
            assertThat(shop.get("/v1/merchants/merchant-info?merchant_type=ORGANIZATION&merchant_id=" + merchant)
                            .expect(200)
                            .text("name"))
                    .isEqualTo("Rice & Co");
        }
        assertThat(typed("merchant", "list", "--data", data.toString()).out()).contains("Demo Shop", "Rice & Co");
        var second = typed("credential", "create", "--data", data.toString(), "--merchant", merchant);
        assertThat(typed("credential", "revoke", "--data", data.toString(), "--client-id", clientId)
                        .exitCode())
                .isZero();
        assertThat(typed("credential", "list", "--data", data.toString(), "--merchant", merchant)
                        .out())
                .containsPattern(clientId + ".*revoked")
                .containsPattern(second.word("client_id") + ".*live")
                .doesNotContain(second.word("client_secret"));
        var unknown = typed("credential", "create", "--data", data.toString(), "--merchant", "999");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("Merchant not found");
    }

    private static Typed typed(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Typed(exitCode, out.toString(), err.toString());
    }
}
