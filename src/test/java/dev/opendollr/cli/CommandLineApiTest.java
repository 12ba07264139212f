package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// The command line, as it is typed.
class CommandLineApiTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void a_wrong_value_is_refused_with_its_name() {
        var typed = Typed.words("serve", "--port", "http");
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("--port is a whole number from 0 to 65535");
    }

    @Test
    void the_contract_is_printed() {
        assertThat(Typed.words("openapi").out()).contains("openapi: 3.1.0").contains("/{version}/orders/cancel/{id}:");
    }

    @Test
    void merchants_and_credentials_are_made_beside_a_running_server_and_without_one() throws IOException {
        var data = Scratch.data("cli");
        String merchant;
        String clientId;
        try (var server = ServerProcess.start(data, "--port", "0")) {
            var created = Typed.words(
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
        assertThat(Typed.words("merchant", "list", "--data", data.toString()).out())
                .contains("Demo Shop", "Rice & Co");
        var second = Typed.words("credential", "create", "--data", data.toString(), "--merchant", merchant);
        assertThat(Typed.words("credential", "revoke", "--data", data.toString(), "--client-id", clientId)
                        .exitCode())
                .isZero();
        assertThat(Typed.words("credential", "list", "--data", data.toString(), "--merchant", merchant)
                        .out())
                .containsPattern(clientId + ".*revoked")
                .containsPattern(second.word("client_id") + ".*live")
                .doesNotContain(second.word("client_secret"));
        var unknown = Typed.words("credential", "create", "--data", data.toString(), "--merchant", "999");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("Merchant not found");
    }

    @Test
    void a_merchant_is_verified_and_its_users_get_passcodes_that_stand_in_no_command() throws IOException {
        var data = Scratch.data("cli");
        // Without it each command would start the database, and stop it.
        try (var _ = ServerProcess.start(data, "--port", "0")) {
            verifyAndSetPasscodes(data.toString());
        }
    }

    private static void verifyAndSetPasscodes(String data) throws IOException {
        var merchant = Typed.words(
                        "merchant",
                        "create",
                        "--data",
                        data,
                        "--name",
                        "Rice & Co",
                        "--type",
                        "ORGANIZATION",
                        "--phone",
                        "231771234567")
                .word("merchant_id");
        assertThat(Typed.words("merchant", "list", "--data", data).out()).contains("not verified");
        assertThat(Typed.words("merchant", "verify", "--data", data, "--merchant", merchant)
                        .out())
                .contains("verified " + merchant);
        assertThat(Typed.words("merchant", "list", "--data", data).out()).doesNotContain("not verified");
        var twin = Typed.words(
                        "merchant",
                        "create",
                        "--data",
                        data,
                        "--name",
                        "Twin",
                        "--type",
                        "ORGANIZATION",
                        "--phone",
                        "231771234567")
                .word("merchant_id");
        var taken = Typed.words("merchant", "verify", "--data", data, "--merchant", twin);
        assertThat(taken.exitCode()).isEqualTo(1);
        assertThat(taken.err()).contains("another verified merchant has the same phone");
        assertThat(Typed.words("merchant", "verify", "--data", data, "--merchant", merchant, "--revoke")
                        .out())
                .contains("not verified " + merchant);

        assertThat(Typed.words(
                                "merchant",
                                "passcode",
                                "--data",
                                data,
                                "--merchant",
                                "1",
                                "--phone",
                                "231771234567",
                                "13579")
                        .exitCode())
                .isEqualTo(2);
        var passcode = new String[] {
            "merchant", "passcode", "--data", data, "--merchant", merchant, "--phone", "231771234567", "--user", "u1"
        };
        for (var wrong : List.of("", "123", "12345x")) {
            var unset = Typed.started(Map.of("OPENDOLLR_PASSCODE", wrong), passcode);
            assertThat(unset.exitCode()).isEqualTo(2);
            assertThat(unset.err()).contains("A passcode has 4 to 12 digits");
        }
        var set = Typed.started(Map.of("OPENDOLLR_PASSCODE", "24680"), passcode);
        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.out() + set.err()).contains("passcode set").doesNotContain("24680");
        passcode[5] = "999";
        assertThat(Typed.started(Map.of("OPENDOLLR_PASSCODE", "24680"), passcode)
                        .err())
                .contains("Merchant not found");
    }

    @Test
    void prices_are_imported_whole_or_not_at_all_and_tiers_assigned() throws IOException {
        var data = Scratch.data("cli");
        var rates = data.resolve("rates.csv");
        Files.writeString(rates, """
            base_currency,quote_currency,rate,source,effective_from,effective_to
            USD,LRD,187.5,"Central Bank, 2026",2020-01-01T00:00:00Z,
            """);
        var fees = data.resolve("fees.csv");
        Files.writeString(fees, """
            tier,provider,operation_type,payment_method,percentage,fixed_fee,fixed_fee_currency,fx_percentage,\
            effective_from,effective_to
            GOLD,,COLLECTION,,0.75,,,0,2020-01-01T00:00:00Z,
            """);
        try (var server = ServerProcess.start(data, "--port", "0")) {
            var created = Typed.words(
                    "merchant", "create", "--data", data.toString(), "--name", "Rice & Co", "--type", "ORGANIZATION");
            var shop = Client.loggedIn(server.url(), created.word("client_id"), created.word("client_secret"));
            assertThat(Typed.words("rates", "import", rates.toString(), "--data", data.toString())
                            .out())
                    .contains("imported 1 line");
            assertThat(shop.get("/v1/predictions/amount-and-fees?base_amount=100&base_currency=USD&target_currency=LRD"
                                    + "&payment_method=WALLET&operation_type=TRANSFER&provider=PLATFORM"
                                    + "&fee_bearer=PAYEE")
                            .expect(200)
                            .text("payer_amount"))
                    .isEqualTo("18750.00");

            var refused = Typed.words("fees", "import", fees.toString(), "--data", data.toString());
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("line 2: there is no tier GOLD", "nothing was imported");
            assertThat(Typed.words("fees", "add-tier", "--name", "GOLD", "--data", data.toString())
                            .exitCode())
                    .isZero();
            assertThat(Typed.words("fees", "import", fees.toString(), "--data", data.toString())
                            .exitCode())
                    .isZero();
            assertThat(Typed.words(
                                    "fees",
                                    "assign",
                                    "--merchant",
                                    created.word("merchant_id"),
                                    "--tier",
                                    "GOLD",
                                    "--data",
                                    data.toString())
                            .exitCode())
                    .isZero();
            var tier = shop.get(
                            "/v1/fees/merchant-tier?owner_type=ORGANIZATION&owner_id=" + created.word("merchant_id"))
                    .expect(200);
            assertThat(tier.json().at("/tier/name").stringValue()).isEqualTo("GOLD");
            assertThat(shop.get("/v1/fees/platform?operation_type=COLLECTION&fee_tier_name=GOLD")
                            .expect(200)
                            .text("percentage"))
                    .isEqualTo("0.75");
        }
    }

    @Test
    void names_obey_the_rule_for_texts_and_older_ones_are_shown_escaped() throws IOException {
        var data = Scratch.data("cli").toString();
        for (var wrong : List.of(
                "Rice\nCo",
                "Rice\u001b[31m",
                "Rice \u202eoC",
                "Ri\u200bce",
                "\u00a0",
                "\u3000Rice",
                "Rice\u2003Co",
                "4242.4242.4242.4242",
                "x".repeat(256))) {
            var refused = Typed.words("merchant", "create", "--data", data, "--name", wrong, "--type", "ORGANIZATION");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("Invalid value for option '--name': ")
                    .doesNotContain(wrong);
        }
        var longest = "\uD83C\uDF5A".repeat(255);
        var created = Typed.words("merchant", "create", "--data", data, "--name", longest, "--type", "ORGANIZATION");
        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(Typed.words("merchant", "list", "--data", data).out()).contains(longest);
        var options = new DatabaseOptions();
        options.data = data;
        var older = Administration.with(
                options,
                administration -> administration
                        .merchants()
                        .register(
                                "Rice\n1\tforged\u001b[31m\u202e",
                                MerchantType.ORGANIZATION,
                                Optional.empty(),
                                Optional.empty()));
        assertThat(Typed.words("merchant", "list", "--data", data).out())
                .contains(older.merchant().id().value()
                        + "\tORGANIZATION\tRice\\u{000A}1\\u{0009}forged\\u{001B}[31m\\u{202E}\t")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void a_file_is_read_no_further_than_it_may_be_long() throws IOException {
        var tooLong = Scratch.file("long", ".csv");
        Files.writeString(tooLong, "x".repeat(4_000_001));
        for (var command : List.of("rates", "fees")) {
            var refused = Typed.words(command, "import", tooLong.toString());
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("FILE '" + tooLong + "': it has more than 4000000 bytes");
        }
    }

    /// To open a pipe waits for its other end, and a device has none.
    @Test
    void what_is_no_regular_file_is_not_opened() throws Exception {
        var folder = Scratch.folder("pipe");
        var pipe = folder.resolve("pipe");
        var linked = folder.resolve("linked.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Files.createSymbolicLink(linked, pipe.toAbsolutePath());
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            for (var file : List.of(pipe.toString(), linked.toString(), "/dev/zero", "target")) {
                for (var command : List.of("rates import", "fees import", "fees import-floors")) {
                    var refused = Typed.words((command + " " + file).split(" "));
                    assertThat(refused.exitCode()).isEqualTo(2);
                    assertThat(refused.err()).contains("FILE '" + file + "': it is no regular file");
                }
            }
            var log = Typed.words("serve", "--port", "0", "--data", folder.toString(), "--log", pipe.toString());
            assertThat(log.exitCode()).isEqualTo(1);
            assertThat(log.err()).contains("cannot write the log to " + pipe);
        });
    }

    @Test
    void what_was_typed_is_repeated_escaped() {
        var typed = Typed.words("serve", "--prot\u001b[31m", "\u202e");
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("\\u{001B}[31m").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void prices_that_cannot_be_read_are_refused_with_the_reason() {
        var absent = Typed.words("rates", "import", "no-such-file.csv");
        assertThat(absent.exitCode()).isEqualTo(2);
        assertThat(absent.err()).contains("FILE 'no-such-file.csv': there is no such file");
    }
}
