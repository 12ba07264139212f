package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What operators and developers ask the command line, beside a running sandbox.
class AskingApiTest {
    private static Optional<ServerProcess> server = Optional.empty();
    private static String data = "";

    @BeforeAll
    static void start() throws IOException {
        data = Scratch.data("cli-asking").toString();
        server = Optional.of(ServerProcess.start(Path.of(data), "--port", "0", "--sandbox-delay", "0"));
    }

    @AfterAll
    static void the_books_are_right() {
        try (var _ = server.orElseThrow()) {
            var verified = typed("verify");
            assertThat(verified.exitCode()).as(verified.out()).isZero();
        }
    }

    /// What is not there is said by one sentence and one code, whoever asks.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        merchant show --merchant 99                                   | Merchant
        merchant update --merchant 99 --name x                        | Merchant
        merchant verify --merchant 99                                 | Merchant
        merchant verify --merchant 99 --revoke                        | Merchant
        credential create --merchant 99                               | Merchant
        credential list --merchant 99                                 | Merchant
        credential revoke --client-id odc_nope                        | Credential
        fees assign --merchant 99 --tier STANDARD                     | Merchant
        fees assign --merchant 1 --tier NOPE                          | Fee tier
        wallet list --merchant 99                                     | Merchant
        wallet status --merchant 99 --wallet 1 --status FROZEN        | Merchant
        wallet status --merchant 1 --wallet 99 --status FROZEN        | Wallet
        execution show 3e9c1c9e-9a0f-4a6c-8ad7-0d5f2c3b1a00           | Execution
        execution settle --merchant 1 --reference 3e9c1c9e-9a0f-4a6c-8ad7-0d5f2c3b1a00 --outcome failed --reason x \
        | Execution
        execution settle --merchant 99 --reference 3e9c1c9e-9a0f-4a6c-8ad7-0d5f2c3b1a00 --outcome failed --reason x \
        | Merchant
        sandbox fund --merchant 99 --amount 5                         | Merchant
        sandbox seed --merchant 99                                    | Merchant
        """)
    void what_is_not_there_is_not_found(String command, String what) {
        var typed = typed(command.strip().split(" +"));
        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err().strip()).isEqualTo("opendollr: " + what + " not found");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void an_empty_list_says_so_to_people_and_is_an_array_to_programs() {
        var merchant = typed("merchant", "create", "--name", "Empty", "--type", "ORGANIZATION")
                .word("merchant_id");
        assertThat(typed("wallet", "list", "--merchant", merchant).out()).startsWith("no wallets");
        assertThat(typed("wallet", "list", "--merchant", merchant, "--json").json())
                .isEmpty();
        assertThat(typed("execution", "list", "--late").out().strip()).isEqualTo("0 late");
        assertThat(typed("execution", "list", "--late", "--json").json()).isEmpty();
    }

    @Test
    void a_merchant_is_shown_and_given_a_phone_later() {
        var merchant = typed("merchant", "create", "--name", "Late & Co", "--type", "ORGANIZATION")
                .word("merchant_id");
        assertThat(typed("merchant", "show", "--merchant", merchant).out())
                .containsPattern("name +Late & Co")
                .containsPattern("phone +-")
                .containsPattern("verified +no");
        var changed = typed("merchant", "update", "--merchant", merchant, "--phone", "231771112233");
        assertThat(changed.exitCode()).as(changed.err()).isZero();
        assertThat(typed("merchant", "verify", "--merchant", merchant).exitCode())
                .isZero();
        var json = typed("merchant", "show", "--merchant", merchant, "--json").json();
        assertThat(json.path("phone").stringValue()).isEqualTo("231771112233");
        assertThat(json.path("name").stringValue()).isEqualTo("Late & Co");
        assertThat(json.path("merchant_id").isNumber()).isTrue();

        var taken = typed("merchant", "update", "--merchant", merchant, "--phone", "231770000001", "--name", "New");
        assertThat(taken.exitCode()).isEqualTo(1);
        assertThat(taken.err()).contains("another verified merchant has the same phone");
        assertThat(typed("merchant", "show", "--merchant", merchant).out()).contains("Late & Co", "231771112233");
    }

    @Test
    void the_prices_in_force_are_listed() throws IOException {
        assertThat(typed("rates", "list").out()).contains("1 USD = 200 LRD");
        assertThat(typed("fees", "list").out())
                .containsPattern("tier STANDARD\tCOLLECTION\tall other methods\t1.5 %")
                .containsPattern("STRIPE\tCOLLECTION\tCREDIT_CARD\t2.9 % \\+ USD 0.30");
        var file = Files.writeString(Scratch.file("rates", ".csv"), """
            base_currency,quote_currency,rate,source,effective_from,effective_to
            RWF,LRD,0.14,"Test",2020-01-01T00:00:00Z,
            """);
        assertThat(typed("rates", "import", file.toString()).exitCode()).isZero();
        var rates = typed("rates", "list", "--json").json();
        assertThat(rates.valueStream()
                        .filter(rate -> rate.path("base_currency").stringValue().equals("RWF"))
                        .filter(rate ->
                                rate.path("quote_currency").stringValue().equals("LRD"))
                        .map(rate -> rate.path("rate").decimalValue()))
                .as("the one before is no longer in force")
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("0.14"));
        assertThat(typed("fees", "list", "--json").json().valueStream())
                .allMatch(fee -> fee.path("percentage").isNumber());
    }

    @Test
    void the_floors_in_force_are_listed() throws IOException {
        assertThat(typed("fees", "list-floors").out()).startsWith("no floors are in force");
        assertThat(typed("fees", "list-floors", "--json").json()).isEmpty();
        var file = Files.writeString(Scratch.file("floors", ".csv"), """
            payment_method,total_currency,floor,payer_currency,effective_from,effective_to
            ,LRD,0.50,USD,2020-01-01T00:00:00Z,
            MTN_MOMO_LBR,LRD,1.00,USD,2020-01-01T00:00:00Z,2999-01-01T00:00:00Z
            ,RWF,2,USD,2998-01-01T00:00:00Z,
            """);
        assertThat(typed("fees", "import-floors", file.toString()).exitCode()).isZero();
        assertThat(typed("fees", "list-floors").out().lines())
                .containsExactly(
                        "all other methods\ttotals in LRD\tat least USD 0.50\tsince 2020-01-01T00:00:00Z",
                        "MTN_MOMO_LBR\ttotals in LRD\tat least USD 1.00\tsince 2020-01-01T00:00:00Z"
                                + " until 2999-01-01T00:00:00Z");
        var general = typed("fees", "list-floors", "--json").json().get(0);
        assertThat(general.path("payment_method").isNull()).isTrue();
        assertThat(general.path("total_currency").stringValue()).isEqualTo("LRD");
        assertThat(general.path("payer_currency").stringValue()).isEqualTo("USD");
        assertThat(general.path("floor").decimalValue()).isEqualByComparingTo("0.5");
    }

    @Test
    void a_sandbox_is_filled_with_a_funded_merchant_and_orders() {
        var seeded = typed("sandbox", "seed", "--orders", "7");
        assertThat(seeded.exitCode()).as(seeded.err()).isZero();
        var merchant = seeded.word("merchant_id");
        var shop = Client.loggedIn(server.orElseThrow().url(), seeded.word("client_id"), seeded.word("client_secret"));
        var orders = shop.get("/v1/orders/list").expect(200).json();
        assertThat(orders)
                .hasSize(7)
                .allMatch(order -> order.path("status").stringValue().equals("ACTIVE"));
        assertThat(orders)
                .allMatch(order -> order.path("total_amount").decimalValue().signum() > 0);
        assertThat(typed("wallet", "list", "--merchant", merchant).out()).contains("USD 1000.00", "LRD 150000.00");

        assertThat(typed("sandbox", "seed", "--orders", "2", "--merchant", merchant)
                        .out())
                .contains("2 orders of merchant " + merchant);
        assertThat(shop.get("/v1/orders/list").expect(200).json()).hasSize(9);

        assertThat(typed("sandbox", "fund", "--merchant", merchant, "--amount", "0.50")
                        .out())
                .contains("USD 1000.50");
        assertThat(typed("sandbox", "fund", "--merchant", merchant, "--amount", "700", "--currency", "RWF")
                        .out())
                .contains("RWF 700");
        var wallets = typed("wallet", "list", "--merchant", merchant, "--json").json();
        assertThat(wallets.get(0).path("balance").decimalValue()).isEqualByComparingTo("1000.50");

        var wallet = wallets.get(0).path("wallet_id").longValue();
        assertThat(typed(
                                "wallet",
                                "status",
                                "--merchant",
                                merchant,
                                "--wallet",
                                Long.toString(wallet),
                                "--status",
                                "FROZEN")
                        .exitCode())
                .isZero();
        var refused = typed("sandbox", "fund", "--merchant", merchant, "--amount", "1");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("The USD wallet is FROZEN, nothing was given");
    }

    @Test
    void a_credential_is_revoked_once_and_for_all() {
        var created = typed("credential", "create", "--merchant", "2");
        var id = created.word("client_id");
        assertThat(typed("credential", "revoke", "--client-id", id).out()).startsWith("revoked " + id);
        var again = typed("credential", "revoke", "--client-id", id);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("revoked already: " + id);
        assertThat(typed("credential", "list", "--merchant", "2", "--json")
                        .json()
                        .valueStream())
                .anyMatch(one -> one.path("client_id").stringValue().equals(id)
                        && one.path("revoked_at").isString());
    }

    private static Typed typed(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data));
        return Typed.words(all.toArray(String[]::new));
    }
}
