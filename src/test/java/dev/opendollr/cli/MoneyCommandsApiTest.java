package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.Config;
import dev.opendollr.Options;
import dev.opendollr.Store;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What operators do about money, beside a running server.
class MoneyCommandsApiTest {
    private static final String DEMO = "1";

    private static Optional<ServerProcess> server = Optional.empty();
    private static String data = "";

    @BeforeAll
    static void start() throws IOException {
        data = Scratch.data("cli-money").toString();
        server = Optional.of(ServerProcess.start(Path.of(data), "--port", "0", "--sandbox-delay", "0"));
    }

    @AfterAll
    static void the_books_are_right() {
        try (var _ = server.orElseThrow()) {
            var verified = typed("verify");
            assertThat(verified.exitCode()).as(verified.out()).isZero();
            assertThat(verified.out()).containsPattern("All \\d+ rules hold\\.");
        }
    }

    @Test
    void what_no_gateway_tells_is_listed_and_an_operator_states_it() throws IOException {
        var shop = server.orElseThrow().demo();
        long order = Orders.createActive(shop);
        var reference = collected(shop, order, Payments.STAYS_IN_FLIGHT).text("reference_id");
        var listed = typed("execution", "list", "--open");
        assertThat(listed.exitCode()).as(listed.err()).isZero();
        assertThat(listed.out())
                .containsPattern(reference + ".*COLLECTION\\s+P")
                .contains("open")
                .doesNotContain(Payments.STAYS_IN_FLIGHT);

        var stated = settle(DEMO, reference, "completed", "seen on the operator's statement of 23 November");
        assertThat(stated.exitCode()).as(stated.err()).isZero();
        assertThat(stated.out()).contains(reference, "COMPLETED");
        assertThat(Payments.status(shop, "collection", reference)).isEqualTo("COMPLETED");
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");
        assertThat(typed("execution", "list", "--open").out()).doesNotContain(reference);

        assertThat(history(reference)).endsWith("COMPLETED operator seen on the operator's statement of 23 November");

        var again = settle(DEMO, reference, "failed", "a mistake");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("opendollr: the collection is COMPLETED; a refund gives the money back");
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");
    }

    @Test
    void a_payment_that_was_stated_as_failed_frees_the_order() throws IOException {
        var shop = server.orElseThrow().demo();
        long order = Orders.createActive(shop);
        var reference = collected(shop, order, Payments.STAYS_IN_FLIGHT).text("reference_id");
        assertThat(settle(DEMO, reference, "failed", "the payer has been asked").exitCode())
                .isZero();
        assertThat(Payments.status(shop, "collection", reference)).isEqualTo("FAILED");
        assertThat(collected(shop, order, Payments.COMPLETES).text("status")).isEqualTo("COMPLETED");
    }

    @Test
    void a_payout_that_was_declined_and_paid_all_the_same_is_listed() throws IOException {
        var shop = server.orElseThrow().demo();
        long recipient = Payments.account(shop, "PAYOUT", "231771234089");
        var declined = Payments.payOut(
                        shop, Payments.payoutSession(shop, recipient, "USD", "1"), recipient, Payments.reference())
                .text("reference_id");
        assertThat(typed("execution", "list", "--late").out()).doesNotContain(declined);
        assertThat(settle(DEMO, declined, "completed", "the recipient has shown it")
                        .exitCode())
                .isZero();
        assertThat(typed("execution", "list", "--late").out())
                .containsPattern(declined + ".*PAYOUT\\s+FAILED")
                .contains("1 late");
        assertThat(typed("execution", "list", "--late", "--open").exitCode()).isEqualTo(2);
    }

    @Test
    void a_statement_that_makes_no_sense_is_refused() {
        var reference = Payments.reference();
        var unknown = settle(DEMO, reference, "failed", "because");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("Execution not found");
        assertThat(settle("0", reference, "failed", "because").err()).contains("--merchant", "ids start at 1");
        assertThat(settle(DEMO, reference, "failed", " ").err()).contains("--reason", "1 to 255 characters");
        assertThat(settle(DEMO, reference, "perhaps", "because").err()).contains("--outcome");
        assertThat(settle(DEMO, "x", "failed", "because").err()).contains("--reference");
        assertThat(typed("execution", "list").err()).contains("--open");
    }

    @Test
    void a_restricted_wallet_takes_money_and_gives_none() throws IOException {
        var shop = server.orElseThrow().demo();
        long wallet = Payments.wallet(shop, "USD");
        assertThat(typed("wallet", "list", "--merchant", DEMO).out()).containsPattern(wallet + "\\s+ACTIVE\\s+USD ");
        assertThat(status(DEMO, wallet, "RESTRICTED").out()).containsPattern(wallet + "\\s+RESTRICTED\\s+USD ");

        var collection = collected(shop, Orders.createActive(shop), Payments.COMPLETES);
        assertThat(collection.text("status")).isEqualTo("COMPLETED");
        var before = Payments.balance(shop, "USD");
        for (var refused : List.of(payOut(shop), refund(shop, collection))) {
            assertThat(refused.text("status")).isEqualTo("FAILED");
            assertThat(refused.text("wallet_message")).contains("RESTRICTED");
        }
        assertThat(Payments.balance(shop, "USD")).isEqualTo(before);

        assertThat(status(DEMO, wallet, "FROZEN").exitCode()).isZero();
        assertThat(payOut(shop).text("wallet_message")).contains("FROZEN");
        assertThat(status(DEMO, wallet, "ACTIVE").exitCode()).isZero();
        assertThat(payOut(shop).text("status")).isEqualTo("COMPLETED");
    }

    @Test
    void only_an_empty_wallet_is_closed_and_it_stays_closed() {
        var created = typed("merchant", "create", "--name", "Short-lived", "--type", "ORGANIZATION");
        var merchant = created.word("merchant_id");
        assertThat(typed("merchant", "verify", "--merchant", merchant).exitCode())
                .isZero();
        var shop =
                Client.loggedIn(server.orElseThrow().url(), created.word("client_id"), created.word("client_secret"));
        var collection = collected(shop, Orders.createActive(shop), Payments.COMPLETES);
        long wallet = Payments.wallet(shop, "USD");
        var full = status(merchant, wallet, "CLOSED");
        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.err()).contains("the wallet holds money");

        assertThat(refund(shop, collection).text("status")).isEqualTo("COMPLETED");
        assertThat(new BigDecimal(Payments.balance(shop, "USD"))).isZero();
        assertThat(status(merchant, wallet, "CLOSED").out()).contains("CLOSED");
        var closed = status(merchant, wallet, "ACTIVE");
        assertThat(closed.exitCode()).isEqualTo(1);
        assertThat(closed.err()).contains("the wallet is closed, and stays closed");
        var refused = collected(shop, Orders.createActive(shop), Payments.COMPLETES);
        assertThat(refused.text("status")).isEqualTo("FAILED");
        assertThat(refused.text("wallet_message")).contains("the money is given back");
        assertThat(new BigDecimal(Payments.balance(shop, "USD"))).isZero();
        Eventually.isTrue(
                "nothing is open",
                () -> typed("execution", "list", "--open")
                        .out()
                        .lines()
                        .noneMatch(line -> line.contains("merchant " + merchant + "\t")));
    }

    @Test
    void what_has_left_is_no_longer_stated_as_failed() throws IOException {
        var shop = server.orElseThrow().demo();
        var paid = payOut(shop).text("reference_id");
        var given = refund(shop, collected(shop, Orders.createActive(shop), Payments.COMPLETES))
                .text("reference_id");
        assertThat(settle(DEMO, paid, "failed", "a mistake").err())
                .contains("opendollr: the payout is COMPLETED")
                .doesNotContain("refund", "reference_id", "Value error");
        assertThat(settle(DEMO, given, "failed", "a mistake").err())
                .contains("opendollr: the refund is COMPLETED")
                .doesNotContain("a refund gives", "reference_id", "Value error");
    }

    @Test
    void an_execution_is_shown_with_everything_that_happened_to_it() throws IOException {
        var shop = server.orElseThrow().demo();
        var reference =
                collected(shop, Orders.createActive(shop), Payments.COMPLETES).text("reference_id");
        assertThat(typed("execution", "show", reference).out())
                .contains(reference, "COLLECTION by MTN_MOMO_LBR")
                .containsPattern("status\\s+COMPLETED")
                .containsPattern("history 1 .*STARTED → PENDING by odc_")
                .containsPattern("history \\d .*COMPLETED → COMPLETED")
                .doesNotContain(Payments.COMPLETES);
        var json = typed("execution", "show", reference, "--json").json();
        assertThat(json.at("/0/execution/reference_id").stringValue()).isEqualTo(reference);
        assertThat(json.at("/0/execution/payee_amount/amount").isNumber()).isTrue();
        assertThat(json.at("/0/history/0/type").stringValue()).isEqualTo("STARTED");
        assertThat(json).hasSize(1);
    }

    @Test
    void executions_of_two_merchants_with_one_reference_are_shown_in_one_document() throws IOException {
        var reference = Payments.reference();
        var other = typed("merchant", "create", "--name", "Same reference", "--type", "ORGANIZATION");
        var merchant = other.word("merchant_id");
        assertThat(typed("merchant", "verify", "--merchant", merchant).exitCode())
                .isZero();
        for (var shop : List.of(
                server.orElseThrow().demo(),
                Client.loggedIn(server.orElseThrow().url(), other.word("client_id"), other.word("client_secret")))) {
            long session = Payments.checkout(shop, Orders.createActive(shop));
            var account = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
            var _ = Payments.collect(shop, session, account, "USD", reference).expect(200);
        }
        var json = typed("execution", "show", reference, "--json").json();
        assertThat(json.valueStream()
                        .map(shown -> shown.at("/execution/merchant_id").asString()))
                .containsExactlyInAnyOrder(DEMO, merchant);
        assertThat(typed("execution", "show", reference).out())
                .containsPattern("merchant_id +" + DEMO + "\n")
                .containsPattern("\n\nreference_id +" + reference);
    }

    @Test
    void books_that_are_wrong_are_named() throws IOException {
        var own = Scratch.data("cli-verify").toString();
        ServerProcess.start(Path.of(own), "--port", "0").close();
        try (var store = Store.openBeside(beside(own))) {
            var _ = store.database()
                    .everywhere()
                    .single(handle -> handle.execute("update wallet set balance = balance + 1"));
        }
        var verified = Typed.words("verify", "--data", own);
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out())
                .contains("BROKEN: a wallet holds the sum of its postings", "holds 1001.00 USD", "1 of ");
    }

    private static Answer collected(Client shop, long order, String phone) {
        return Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", phone));
    }

    private static Answer payOut(Client shop) {
        long recipient = Payments.account(shop, "PAYOUT", Payments.COMPLETES);
        long session = Payments.payoutSession(shop, recipient, "USD", "1");
        return Payments.payOut(shop, session, recipient, Payments.reference()).expect(200);
    }

    /// Gives back all of an order over 5.
    private static Answer refund(Client shop, Answer collection) {
        long intent = collection.paymentIntent();
        long session = Payments.tryRefundSession(shop, intent, "5").expect(200).id();
        return Payments.refund(shop, session, Payments.reference()).expect(200);
    }

    private static Typed settle(String merchant, String reference, String outcome, String reason) {
        return typed(
                "execution",
                "settle",
                "--merchant",
                merchant,
                "--reference",
                reference,
                "--outcome",
                outcome,
                "--reason",
                reason);
    }

    private static Typed status(String merchant, long wallet, String status) {
        return typed("wallet", "status", "--merchant", merchant, "--wallet", Long.toString(wallet), "--status", status);
    }

    private static List<String> history(String reference) {
        try (var store = Store.openBeside(beside(data))) {
            return store.database()
                    .everywhere()
                    .single(handle -> handle.createQuery("""
                        select concat_ws(' ', event.type, event.actor, event.reason)
                          from execution_event as event
                          join execution on execution.merchant_id = event.merchant_id
                                        and execution.id = event.execution_id
                         where reference_id = cast(:reference as uuid)
                         order by event.version
                        """)
                            .bind("reference", reference)
                            .mapTo(String.class)
                            .list());
        }
    }

    private static Typed typed(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data));
        return Typed.words(all.toArray(String[]::new));
    }

    /// How tests look into the database of `folder` beside a server or without one.
    static Config beside(String folder) {
        return Config.of(
                Options.none().with("--data", folder).with("--database-connections", "1"), name -> Optional.empty());
    }
}
