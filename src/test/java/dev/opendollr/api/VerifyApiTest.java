package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Invariants;
import dev.opendollr.base.db.Invariants.Broken;
import dev.opendollr.base.db.Invariants.Report;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What `verify` looks at, how much it says, and what it remembers.
class VerifyApiTest {
    private static final String TOTALS = "the total and the count of a source are those of its items";
    private static final int SHOWN = 20;
    /// As the service writes it down when a gateway errs.
    private static final String PAID_AFTER_IT_WAS_DECLINED = """
        update sandbox_attempt
           set settled_at = declined_at, declined_at = null, decline_code = null, decline_message = null
         where kind = 'PAY_OUT' and declined_at is not null;
        update execution set not_kept_at = updated_at, version = version + 1, next_check_at = null
         where operation_type = 'PAYOUT' and status = 'FAILED';
        insert into feed (merchant_id, kind, object_id, version, type, at)
        select merchant_id, 'PAYOUT', id, version, 'NOT_KEPT', updated_at
          from execution where operation_type = 'PAYOUT' and not_kept_at is not null;
        insert into execution_event (merchant_id, execution_id, version, type, from_status, to_status, at, actor,
                                     feed_id)
        select execution.merchant_id, execution.id, execution.version, feed.type, 'FAILED', 'FAILED', updated_at,
               'gateway', feed.id
          from execution
          join feed on feed.merchant_id = execution.merchant_id and feed.object_id = execution.id
                   and feed.version = execution.version and feed.type = 'NOT_KEPT'
         where operation_type = 'PAYOUT' and not_kept_at is not null;
        insert into posting (merchant_id, movement, execution_id, from_account, to_account, currency, amount, at)
        select merchant_id, 'PAYOUT_LATE', id, 'SUSPENSE', 'GATEWAY', payee_currency, payee_amount, updated_at
          from execution where operation_type = 'PAYOUT' and not_kept_at is not null\
        """;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final List<String> watched = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void everything_holds_and_is_known_to() {
        paid();
        Orders.createActive(SERVER.demo());
        owner().useHandle(handle -> handle.execute("truncate verified"));
        assertThat(inspect(true).isWhole()).isTrue();
    }

    @Test
    void what_has_not_changed_is_not_looked_at_again() {
        var again = inspect(true);
        assertThat(again.isWhole()).isFalse();
        assertThat(again.families()).isZero();

        Orders.createActive(SERVER.demo());
        paid();
        assertThat(inspect(true).families()).isEqualTo(2);
        assertThat(inspect(true).families()).isZero();
        assertThat(inspect(false).families()).isGreaterThan(2);
    }

    @Test
    void what_is_committed_after_everybody_has_looked_is_seen_the_next_time() {
        long late = Orders.createActive(SERVER.demo());
        try (var slow = owner().open()) {
            slow.begin();
            assertThat(slow.execute("update source set total_amount = total_amount + 1 where id = ?", late))
                    .isOne();
            // Others begin and end after it, and all is well as far as anybody can see.
            paid();
            assertThat(inspect(true).broken()).isEmpty();
            Orders.createActive(SERVER.demo());
            assertThat(inspect(true).broken()).isEmpty();
            slow.commit();
            assertThat(sentences(inspect(true))).containsExactly(TOTALS);
            assertThat(sentences(inspect(true)))
                    .as("what is broken is not taken for looked at")
                    .containsExactly(TOTALS);
            slow.execute("update source set total_amount = total_amount - 1 where id = ?", late);
        }
        assertThat(inspect(true).broken()).isEmpty();
    }

    @Test
    void each_table_of_a_family_brings_it_back() {
        long payment = paid();
        assertThat(inspect(true).broken()).isEmpty();
        for (var touch : List.of(
                "update execution set checks = checks where id = :id",
                "update execution_event set reason = reason where execution_id = :id",
                "update posting set at = at where execution_id = :id",
                "update session set reason = reason where id in (select session_id from execution where id = :id)",
                "update source set note = note where id in (select source_id from execution where id = :id)",
                "update source_item set qty = qty where source_id in (select source_id from execution where id = :id)",
                "update source_event set at = at where source_id in (select source_id from execution where id = :id)",
                "update sandbox_attempt set amount = amount where id in (select attempt_id from execution where id ="
                        + " :id)")) {
            owner().useHandle(handle -> assertThat(
                            handle.createUpdate(touch).bind("id", payment).execute())
                    .isPositive());
            assertThat(inspect(true).families()).as(touch).isOne();
            assertThat(inspect(true).families()).isZero();
        }
    }

    @Test
    void a_mark_of_another_database_or_of_other_rules_means_nothing() {
        for (var change : List.of(
                "update verified set place = 'elsewhere'",
                "update verified set rules = 'others'",
                "update verified set horizon = cast(cast(cast(cast(horizon as text) as bigint) + 4000000000 as text)"
                        + " as xid8)")) {
            owner().useHandle(handle -> assertThat(handle.execute(change)).isOne());
            assertThat(inspect(true).isWhole()).as(change).isTrue();
            assertThat(inspect(true).isWhole()).isFalse();
        }
    }

    @Test
    void what_is_said_is_bounded_and_counted() {
        owner().useHandle(handle -> {
            for (int order = 0; order < SHOWN + 5; order++) {
                Orders.createActive(SERVER.demo());
            }
            handle.execute("update source set total_amount = total_amount + 1 where status = 'ACTIVE'");
            var broken = inspect(false).broken();
            assertThat(broken).extracting(Broken::rule).containsExactly(TOTALS);
            assertThat(broken.getFirst().by()).hasSize(SHOWN);
            assertThat(broken.getFirst().count()).isGreaterThanOrEqualTo(SHOWN + 5);
            handle.execute("update source set total_amount = total_amount - 1 where status = 'ACTIVE'");
        });
        assertThat(watched).contains("a wallet holds the sum of its postings");
        assertThat(watched).anyMatch(line -> line.matches("[0-9]+ of [0-9]+"));
    }

    @Test
    void where_payments_are_real_rules_of_the_sandbox_are_skipped_by_name() {
        owner().useHandle(handle -> handle.execute("insert into live_role (the_only_row) values (true)"));
        var report = inspect(false);
        owner().useHandle(handle -> handle.execute("delete from live_role"));
        assertThat(report.skipped())
                .contains("the ledger has what the sandbox's gateway has moved, once its news have come")
                .allMatch(rule -> rule.contains("sandbox's gateway"));
        assertThat(report.rules() + report.skipped().size())
                .isEqualTo(Invariants.sentences().size());
        assertThat(inspect(false).skipped()).isEmpty();
    }

    @Test
    void a_loss_that_is_known_is_told_and_breaks_nothing() {
        var shop = SERVER.demo();
        long recipient = Payments.account(shop, "PAYOUT", "231771234089");
        long session = Payments.payoutSession(shop, recipient, "USD", "1");
        assertThat(Payments.payOut(shop, session, recipient, Payments.reference())
                        .expect(200)
                        .text("status"))
                .isEqualTo("FAILED");
        calm();
        assertThat(inspect(true).losses()).isEmpty();
        owner().useHandle(handle ->
                handle.createScript(PAID_AFTER_IT_WAS_DECLINED).execute());
        var report = inspect(true);
        assertThat(report.broken()).isEmpty();
        assertThat(report.losses())
                .extracting(Broken::rule, Broken::count)
                .containsExactly(Tuple.tuple("a gateway has paid what it had declined", 1L));
    }

    private Report inspect(boolean onlyChanged) {
        var watcher = new Invariants.Watcher() {
            @Override
            public void lookedAt(long families, long ofAll) {
                watched.add(families + " of " + ofAll);
            }

            @Override
            public void lookedAt(String rule) {
                watched.add(rule);
            }
        };
        return new Invariants(SERVER.database().asServer(), watcher).inspect(onlyChanged);
    }

    private static List<String> sentences(Report report) {
        return report.broken().stream().map(Broken::rule).toList();
    }

    private static long paid() {
        var shop = SERVER.demo();
        long payer = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
        long payment =
                Payments.collectOrder(shop, Orders.createActive(shop), payer).paymentIntent();
        calm();
        return payment;
    }

    /// Nothing is on its way that would change a row by itself.
    private static void calm() {
        Eventually.isTrue(
                "all news have come",
                () -> owner().withHandle(handle ->
                        handle.createQuery("""
                            select not exists (select 1 from sandbox_attempt where callback_at is not null)
                               and not exists (select 1 from execution where next_check_at is not null)
                            """).mapTo(Boolean.class).one()));
    }

    private static Jdbi owner() {
        return SERVER.database().asOwner();
    }
}
