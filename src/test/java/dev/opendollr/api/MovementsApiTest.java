package dev.opendollr.api;

import static dev.opendollr.testing.Payments.COMPLETES;
import static dev.opendollr.testing.Payments.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.OpenExecutions;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.ledger.Movement;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Document;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Makes every movement of docs/money.md happen and compares what was posted with what its row says.
class MovementsApiTest {
    private static final String CANNOT_BE_PAID = "231771234089";
    private static final String PARTNER = "231770000002";
    private static final String LATER = "{\"forward_seconds\": 600}";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());

    /// How each movement is brought about; the reference of the execution it belongs to.
    private static final Map<String, Supplier<String>> SCENARIOS = Map.ofEntries(
            Map.entry("COLLECTION a collection in one currency completes", () -> collected(COMPLETES, "USD")),
            Map.entry("COLLECTION a collection in two currencies completes", () -> collected(COMPLETES, "LRD")),
            Map.entry("COLLECTION_NOT_KEPT", MovementsApiTest::collectedLate),
            Map.entry("RETURN", () -> returnOf(collectedLate())),
            Map.entry("PAYOUT_STARTED", () -> paidOut(COMPLETES)),
            Map.entry("PAYOUT_COMPLETED", () -> paidOut(COMPLETES)),
            Map.entry("PAYOUT_FAILED", () -> paidOut(CANNOT_BE_PAID)),
            Map.entry("PAYOUT_LATE", () -> {
                var reference = paidOut(Payments.LATE_SUCCESS);
                shop.post("/sandbox/clock", LATER).expect(200);
                return reference;
            }),
            Map.entry("TRANSFER_SENT", MovementsApiTest::transferred),
            Map.entry("TRANSFER_RECEIVED", MovementsApiTest::transferred),
            Map.entry("REFUND_STARTED", () -> refunded(COMPLETES, "USD")),
            Map.entry(
                    "REFUND_COMPLETED the gateway has paid back a collection in one currency",
                    () -> refunded(COMPLETES, "USD")),
            Map.entry(
                    "REFUND_COMPLETED the gateway has paid back a collection in two currencies",
                    () -> refunded(COMPLETES, "LRD")),
            Map.entry("REFUND_FAILED", () -> refunded(CANNOT_BE_PAID, "USD")),
            Map.entry("REFUND_LATE", () -> {
                var reference = refunded(CANNOT_BE_PAID, "USD");
                stateCompleted(reference);
                return reference;
            }));

    @BeforeAll
    static void open_the_shop() {
        shop = SERVER.demo();
    }

    @TestFactory
    Stream<DynamicTest> posts_what_the_table_says() {
        return Document.MONEY.table("movement", "when", "postings").stream()
                .filter(row -> !row.getFirst().equals("`FUNDING`"))
                .map(row -> DynamicTest.dynamicTest(row.get(0) + " " + row.get(1), () -> {
                    var movement = row.getFirst().replace("`", "");
                    var reference = Stream.of(movement, movement + " " + row.get(1))
                            .flatMap(name -> Optional.ofNullable(SCENARIOS.get(name)).stream())
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("nobody knows how to bring it about"))
                            .get();
                    Eventually.isTrue(
                            movement + " of " + reference,
                            () -> !posted(movement, reference).isEmpty());
                    assertThat(posted(movement, reference))
                            .containsExactlyInAnyOrderElementsOf(expected(row.get(2), reference));
                }));
    }

    @TestFactory
    Stream<DynamicTest> no_movement_is_made_that_is_not_in_the_table() {
        var listed = Document.MONEY.table("movement", "when", "postings").stream()
                .map(row -> row.getFirst().replace("`", ""))
                .toList();
        return Arrays.stream(Movement.Kind.values())
                .map(kind -> DynamicTest.dynamicTest(
                        kind.name(), () -> assertThat(listed).contains(kind.name())));
    }

    @TestFactory
    Stream<DynamicTest> the_demo_merchant_starts_with_something() {
        var cell = Document.MONEY.table("movement", "when", "postings").stream()
                .filter(row -> row.getFirst().equals("`FUNDING`"))
                .map(row -> row.get(2).replace("`", ""))
                .findFirst()
                .orElseThrow();
        return Stream.of("USD 1000.00", "LRD 150000.00")
                .map(gift -> DynamicTest.dynamicTest(
                        gift, () -> assertThat(rows("""
                            select from_account || ' → ' || to_account || ': ' || currency || ' ' || amount
                              from posting
                             where movement = 'FUNDING'
                            """, "")).containsOnlyOnce(cell.replace("gift", gift))));
    }

    /// The postings of the document, with the amounts of this execution; steps of zero are not made.
    private static List<String> expected(String cell, String reference) {
        return Arrays.stream(cell.split(", ", -1))
                .map(step -> step.replace("`", "").split(": ", -1))
                .map(step -> Map.entry(step[0], new BigDecimal(amount(step[1], reference))))
                .filter(step -> step.getValue().signum() != 0)
                .map(step -> step.getKey() + ": " + step.getValue())
                .toList();
    }

    private static String amount(String name, String reference) {
        var column = name.equals("net")
                ? "payer_amount - platform_fee - coalesce(gateway_fee, 0) - coalesce(fx_fee, 0)"
                : "coalesce(" + name + ", 0)";
        return rows(
                        "select cast(" + column
                                + " as text) from execution where reference_id = cast(:reference as uuid)",
                        reference)
                .getFirst();
    }

    private static List<String> posted(String movement, String reference) {
        return rows("""
            select from_account || ' → ' || to_account || ': ' || posting.amount
              from posting
              join execution on (execution.merchant_id = posting.merchant_id
                                 and execution.id = posting.execution_id)
                             or (execution.merchant_id = origin_merchant_id
                                 and execution.id = origin_execution_id)
             where reference_id = cast(:reference as uuid) and movement = '%s'
            """.formatted(movement), reference);
    }

    private static List<String> rows(String sql, String reference) {
        return SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery(sql)
                        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                        .bind("reference", reference)
                        .mapTo(String.class)
                        .list());
    }

    /// Collects 5 USD, paid in `currency`.
    private static String collected(String phone, String currency) {
        var reference = reference();
        var session = Payments.checkout(shop, Orders.createActive(shop));
        var account = Payments.account(shop, "COLLECTION", phone);
        Payments.collect(shop, session, account, currency, reference).expect(200);
        return reference;
    }

    private static String collectedLate() {
        var reference = collected(Payments.LATE_SUCCESS, "USD");
        shop.post("/sandbox/clock", LATER).expect(200);
        return reference;
    }

    private static String returnOf(String collection) {
        var sql = """
            select cast(refund.reference_id as text)
              from execution
              join execution as refund on refund.original_id = execution.id
             where execution.reference_id = cast(:reference as uuid)
            """;
        Eventually.isTrue("money goes back", () -> !rows(sql, collection).isEmpty());
        return rows(sql, collection).getFirst();
    }

    private static String paidOut(String phone) {
        var reference = reference();
        var account = Payments.account(shop, "PAYOUT", phone);
        var session = Payments.payoutSession(shop, account, "USD", "3");
        Payments.payOut(shop, session, account, reference).expect(200);
        return reference;
    }

    private static String transferred() {
        var party = Payments.party(shop, PARTNER);
        var counterparty = shop.post("/v1/counterparties/create", """
            {"relationship_type": "PARTNER", "party_id": %d}\
            """.formatted(party))
                .expect(200)
                .id();
        var reference = reference();
        var session = Payments.transferSession(shop, Payments.wallet(shop, "USD"), counterparty, "USD", "2");
        assertThat(Payments.transfer(shop, session, reference).expect(200).text("status"))
                .isEqualTo("COMPLETED");
        return reference;
    }

    private static String refunded(String phone, String currency) {
        var collection = collected(phone, currency);
        var intent = shop.get("/v1/status/collection/" + collection).expect(200).paymentIntent();
        var session = Payments.tryRefundSession(shop, intent, "2").expect(200).id();
        var reference = reference();
        Payments.refund(shop, session, reference).expect(200);
        return reference;
    }

    /// As an operator does on the command line.
    private static void stateCompleted(String reference) {
        try (var database = new Database(SERVER.database().server(), 1)) {
            var merchant = new MerchantId(SERVER.demoMerchant().merchantId());
            var open = new OpenExecutions(database, Clocks.of(InstantSource.system()), UUID::randomUUID);
            var _ = open.state(merchant, UUID.fromString(reference), OperatorWord.COMPLETED, "seen at the bank");
        }
    }
}
