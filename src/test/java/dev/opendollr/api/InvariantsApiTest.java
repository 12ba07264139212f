package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Invariants;
import dev.opendollr.base.db.Invariants.Broken;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every rule of the books notices that it is broken.
class InvariantsApiTest {
    private static final String FUNDING = """
        insert into posting (merchant_id, movement, from_account, to_account, currency, amount, at)
        select id, 'FUNDING', '%s', '%s', '%s', 1, created_at from merchant order by id limit 1\
        """;

    /// What nobody can do over the API, for each rule.
    private static final Map<String, String> BREACHES = Map.ofEntries(
            Map.entry("a wallet holds the sum of its postings", "update wallet set balance = balance + 1"),
            Map.entry("every posting to or from a wallet has a wallet", FUNDING.formatted("FUNDING", "WALLET", "EUR")),
            Map.entry(
                    "what one merchant sends, another receives", FUNDING.formatted("CLEARING", "PLATFORM_FEES", "USD")),
            Map.entry(
                    "an execution has moved at its gateway what its status says, once",
                    "update posting set amount = amount + 1 where from_account = 'GATEWAY'"),
            Map.entry(
                    "an execution has moved in its wallet what its status says, once",
                    "update posting set amount = amount + 1 where from_account = 'GATEWAY' and to_account = 'WALLET'"),
            Map.entry(
                    "what is set aside for an execution leaves with its end",
                    "update posting set amount = amount + 1 where from_account = 'IN_TRANSIT'"),
            Map.entry(
                    "a completed transfer has reached its receiver, and no other has",
                    "delete from posting where movement = 'TRANSFER_RECEIVED'"),
            Map.entry(
                    "suspense holds what came and is not kept, less what went back, execution by execution",
                    "update posting set amount = amount + 1 where to_account = 'SUSPENSE'"),
            Map.entry("a paid source has exactly one collection that was kept, every other has none", """
                update execution
                   set status = 'FAILED', completed_at = null
                 where operation_type = 'COLLECTION' and status = 'COMPLETED'\
                """),
            Map.entry(
                    "a source is PROCESSING exactly while one collection of it is open",
                    "update source set status = 'ACTIVE' where status = 'PROCESSING'"),
            Map.entry("what is not kept goes back at most once, and nothing else goes back by itself", """
                update execution
                   set payee_amount = payee_amount + 1
                 where operation_type = 'REFUND' and session_id is null\
                """),
            Map.entry(
                    "fees are taken as they were quoted, of what was completed",
                    "update posting set amount = amount + 1 where to_account = 'PLATFORM_FEES'"),
            Map.entry(
                    "an execution moves money in the currencies of its quote only, each where it belongs",
                    "update posting set currency = 'EUR' where execution_id is not null and to_account = 'WALLET'"),
            Map.entry("a reference moves money at most once", """
                alter table execution drop constraint execution_merchant_id_reference_id_key;
                update execution
                   set reference_id = attempt.id
                  from (select id from sandbox_attempt limit 1) as attempt\
                """),
            Map.entry("a cancel that was asked for in flight is carried out when the payment has ended", """
                update source
                   set cancel_requested_at = created_at
                 where status = 'PAID'\
                """),
            Map.entry(
                    "the events of an execution follow each other without a gap, in time too",
                    "update execution_event set from_status = 'FAILED' where from_status = 'PENDING'"),
            Map.entry("money that is not kept is on its way back, or back", """
                update execution
                   set status = 'FAILED', completed_at = null
                 where operation_type = 'REFUND' and session_id is null\
                """),
            Map.entry("refunds never exceed what was collected", """
                update execution
                   set payee_amount = 1000
                 where operation_type = 'REFUND' and session_id is not null\
                """),
            Map.entry(
                    "the ledger has what the sandbox's gateway has moved, once its news have come",
                    "update sandbox_attempt set settled_at = declined_at where declined_at is not null"),
            Map.entry(
                    "the sandbox's gateway has moved what the ledger has, or an operator stated it",
                    "update sandbox_attempt set settled_at = null, declined_at = null"),
            Map.entry(
                    "a session is consumed exactly when an execution has used it",
                    "update session set status = 'ACTIVE'"),
            Map.entry(
                    "every version of an execution has exactly one event, and the last one left it as it is",
                    "delete from execution_event where version = 1"),
            Map.entry(
                    "the total and the count of a source are those of its items",
                    "update source_item set qty = qty + 1"),
            Map.entry("every version of a source has exactly one event", "update source set version = version + 1"),
            Map.entry(
                    "the events of a source follow each other without a gap, in time too",
                    "update source_event set from_status = 'PROCESSING' where type = 'PUBLISHED'"),
            Map.entry(
                    "a source is in the status its last event left it in, since then",
                    "update source_event set to_status = 'ACTIVE' where type = 'CANCELED'"),
            Map.entry(
                    "no item came to a source after it was published or canceled",
                    "update source_event set type = 'ITEM_ADDED' where type = 'PUBLISHED'"),
            Map.entry("refunds take together what their sum takes", """
                update execution
                   set payer_amount = payer_amount + 0.01
                 where operation_type = 'REFUND' and session_id is not null and fx_rate is not null\
                """),
            Map.entry(
                    "what the exchange holds of a collection and its refunds is what their roundings can leave there",
                    "update execution set fx_rate = fx_rate * 1.02"
                            + " where operation_type = 'COLLECTION' and fx_rate is not null"),
            Map.entry(
                    "each movement goes the ways that movements of its kind go",
                    FUNDING.formatted("GATEWAY", "PLATFORM_FEES", "USD")),
            Map.entry(
                    "each movement belongs to an execution that makes movements of its kind",
                    "update posting set movement = 'PAYOUT_FAILED' where movement = 'REFUND_STARTED'"),
            Map.entry("money that nobody paid is a gift of the sandbox, each written down", """
                insert into posting (merchant_id, movement, from_account, to_account, currency, amount, at)
                select merchant_id, 'FUNDING', 'FUNDING', 'WALLET', currency, 1000000, created_at from wallet limit 1;
                update wallet set balance = balance + 1000000
                 where id = (select id from wallet limit 1)\
                """),
            Map.entry(
                    "the sandbox's gateway and the ledger have moved the same, by method, currency and day",
                    FUNDING.formatted("GATEWAY", "PLATFORM_FEES", "USD")),
            Map.entry("a collection pays the total of its source", """
                update source set total_amount = total_amount + 1000 where status = 'PAID';
                update source_item set amount = amount + 1000\
                """),
            Map.entry(
                    "what goes out is what its session asked for, begun before the session expired",
                    "update session set amount = amount + 1 where operation_type = 'PAYOUT'"),
            Map.entry("what goes back goes to the account it came from, for the source it was paid for", """
                update execution
                   set payment_account_id = (select max(id) from payment_account)
                 where operation_type = 'REFUND'\
                """),
            Map.entry("payers begin to pay only what may be paid by links", """
                update source set as_payment_link = false;
                update execution set actor = 'payer'\
                """),
            Map.entry(
                    "no collection began but of a source that was payable then",
                    "delete from source_event where type = 'PAYMENT_STARTED'"),
            Map.entry(
                    "each event of a source makes the change that events of its type make",
                    "update source_event set from_status = 'CANCELED' where type = 'PAYMENT_STARTED'"),
            Map.entry(
                    "what is open is looked at again within an hour, and so is what was given up while anybody may ask",
                    "update execution set next_check_at = next_check_at + interval '100 years'"
                            + " where status = 'PROCESSING'"),
            Map.entry("what is not kept goes back whole, in one attempt at a time", """
                update execution
                   set payee_amount = payee_amount / 2
                 where operation_type = 'REFUND' and session_id is null\
                """),
            Map.entry("a closed wallet is empty", "update wallet set status = 'CLOSED'"),
            Map.entry("no amount is finer than its currency", "update wallet set balance = balance + 0.001"),
            Map.entry(
                    "what the sandbox's gateway has refunded of a collection is the sum of its refunds",
                    "update sandbox_attempt set refunded = 0 where refunded > 0"),
            Map.entry(
                    "what the feed keeps is each change once, as it was written down, and nothing that did not happen",
                    "update feed set object_id = object_id + 1000000"),
            Map.entry("each idempotency key has the answer that its first call got", """
                insert into idempotency_key (merchant_id, key, fingerprint, created_at)
                select id, 'lost', repeat('0', 64), created_at from merchant limit 1\
                """));

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void everything_has_happened_that_a_rule_is_about() {
        var shop = SERVER.demo();
        long paid = collected(shop, Payments.COMPLETES);
        collected(shop, Payments.NO_MONEY);
        collected(shop, Payments.STAYS_IN_FLIGHT);
        long canceled = Orders.createActive(shop);
        Payments.checkout(shop, canceled);
        shop.delete("/v1/orders/cancel/" + canceled).expect(200);

        long refund = Payments.tryRefundSession(shop, paid, "1").expect(200).id();
        Payments.refund(shop, refund, Payments.reference()).expect(200);
        refundInTwoCurrencies(shop);
        long recipient = Payments.account(shop, "PAYOUT", Payments.COMPLETES);
        long payout = Payments.payoutSession(shop, recipient, "USD", "1");
        Payments.payOut(shop, payout, recipient, Payments.reference()).expect(200);
        transfer(shop);

        long late = collected(shop, Payments.LATE_SUCCESS);
        shop.post("/sandbox/clock", "{\"forward_seconds\": 600}").expect(200);
        Eventually.isTrue("late money of " + late + " is back", InvariantsApiTest::isMoneyBack);
    }

    private static long collected(Client shop, String phone) {
        long payer = Payments.account(shop, "COLLECTION", phone);
        return Payments.collectOrder(shop, Orders.createActive(shop), payer).paymentIntent();
    }

    private static void refundInTwoCurrencies(Client shop) {
        long payer = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
        long session = Payments.checkout(shop, Orders.createActive(shop));
        long paid = Payments.collect(shop, session, payer, "LRD", Payments.reference())
                .expect(200)
                .paymentIntent();
        for (var part : List.of("0.50", "100", "0.50")) {
            long refund =
                    Payments.tryRefundSession(shop, paid, part).expect(200).id();
            Payments.refund(shop, refund, Payments.reference()).expect(200);
        }
    }

    private static void transfer(Client shop) {
        long receiver = shop.post("/v1/counterparties/create", """
            {"relationship_type": "PARTNER", "party_id": %d}\
            """.formatted(
                                Payments.party(shop, SERVER.demoMerchant().partnerPhone())))
                .expect(200)
                .id();
        long session = Payments.transferSession(shop, Payments.wallet(shop, "USD"), receiver, "USD", "2");
        Payments.transfer(shop, session, Payments.reference()).expect(200);
    }

    private static boolean isMoneyBack() {
        return SERVER.database()
                .asOwner()
                .withHandle(
                        handle -> handle.createQuery("""
                            select exists (select 1
                                             from execution
                                            where session_id is null and status = 'COMPLETED')
                               and not exists (select 1
                                                 from sandbox_attempt
                                                where callback_at is not null)
                            """).mapTo(Boolean.class).one());
    }

    @Test
    void all_rules_hold_before_anything_is_broken() {
        assertThat(SERVER.database().asOwner().withHandle(Invariants::broken)).isEmpty();
        var breached = Stream.concat(
                BREACHES.keySet().stream(), Breaches.ALL.stream().flatMap(breach -> breach.rules().stream()));
        assertThat(breached.collect(Collectors.toSet())).containsExactlyInAnyOrderElementsOf(Invariants.sentences());
    }

    @TestFactory
    Stream<DynamicTest> a_broken_rule_is_named() {
        return BREACHES.entrySet().stream()
                .map(breach -> DynamicTest.dynamicTest(
                        breach.getKey(),
                        () -> assertThat(brokenBy(breach.getValue())).contains(breach.getKey())));
    }

    @TestFactory
    Stream<DynamicTest> what_has_no_origin_breaks_the_rules_about_that_and_no_others() {
        return Breaches.ALL.stream()
                .map(breach -> DynamicTest.dynamicTest(
                        breach.sql(),
                        () -> assertThat(brokenBy(breach.sql())).containsExactlyInAnyOrderElementsOf(breach.rules())));
    }

    private static List<String> brokenBy(String breach) {
        return SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.inTransaction(tx -> {
                    int[] changed = tx.createScript(breach).execute();
                    assertThat(changed[changed.length - 1]).isPositive();
                    var broken = Invariants.broken(tx);
                    tx.rollback();
                    return broken.stream().map(Broken::rule).toList();
                }));
    }
}
