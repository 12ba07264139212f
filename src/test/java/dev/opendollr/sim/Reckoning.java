package dev.opendollr.sim;

import dev.opendollr.base.db.Invariants;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.source.SourceId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What must be true once everything has come to its end: the service, the gateway and those who were answered
/// agree.
final class Reckoning {
    private static final String DUE = """
        select exists (select 1 from execution where next_check_at is not null)
        """;

    private static final String EXECUTIONS = """
        select merchant_id, id, operation_type, reference_id, attempt_id, original_id, session_id is null as automatic,
               status, not_kept_at is not null as not_kept, payer_amount, payer_currency, payee_amount, payee_currency,
               platform_fee + coalesce(gateway_fee, 0) + coalesce(fx_fee, 0) as fees, fx_rate
          from execution
         where merchant_id = any(:merchants)
         order by id
        """;

    private static final String HELD_BY_GATEWAYS = """
        select merchant_id, currency, sum(case from_account when 'GATEWAY' then amount else -amount end) as amount
          from posting
         where merchant_id = any(:merchants) and 'GATEWAY' in (from_account, to_account)
         group by merchant_id, currency
        having sum(case from_account when 'GATEWAY' then amount else -amount end) <> 0
        """;

    private static final String SOURCES = """
        select id, status,
               exists (select 1
                         from execution
                        where execution.merchant_id = source.merchant_id and source_id = source.id
                          and operation_type = 'COLLECTION' and execution.status = 'COMPLETED') as kept
          from source
         where merchant_id = any(:merchants)
        """;

    private static final String CREATED_TWICE = """
        select reference_id
          from source
         where merchant_id = any(:merchants) and reference_id is not null
         group by merchant_id, reference_id
        having count(*) > 1
        """;

    private static final String CONTRADICTIONS = """
        select count(*)
          from execution_event
         where merchant_id = any(:merchants) and type = 'CONTRADICTED'
        """;

    private final World world;
    private final Journal journal;

    private record Row(
            MerchantId merchant,
            long id,
            OperationType operation,
            UUID reference,
            AttemptId attempt,
            long original,
            boolean automatic,
            ExecutionStatus status,
            boolean notKept,
            Money payer,
            Money payee,
            Money fees,
            Optional<BigDecimal> rate) {
        boolean hasMoved() {
            return status == ExecutionStatus.COMPLETED || notKept;
        }

        @Override
        public String toString() {
            return operation + " " + reference.toString().substring(0, 8) + " of " + payer + ", " + status;
        }
    }

    private record Held(MerchantId merchant, CurrencyUnit currency) {}

    private record Standing(SourceId id, String status, boolean kept) {}

    Reckoning(World world) {
        this.world = world;
        journal = world.journal();
    }

    static boolean isNothingDue(World world) {
        return !world.database()
                .everywhere()
                .single(handle -> handle.createQuery(DUE).mapTo(Boolean.class).one());
    }

    void reckon() {
        var rows = rows();
        rows.forEach(this::look);
        everythingIsDecided(rows);
        theGatewayAgrees(rows);
        noMoreWentBackThanLosses(rows);
        conversionsAreRight(rows);
        answersStillHold(rows);
        noReferenceMovedMoneyTwice();
        theLedgerHoldsWhatTheGatewayDoes();
        acknowledgedCancelsKeepNoMoney();
        nothingWasCreatedTwice();
        if (count(CONTRADICTIONS) > 0) {
            journal.saw(Sighting.CONTRADICTED);
        }
        world.database()
                .patient()
                .withHandle(Invariants::broken)
                .forEach(broken -> journal.complain(broken.rule() + ": " + broken.by()));
    }

    private void look(Row row) {
        boolean asked = world.gateway().books().containsKey(row.attempt());
        boolean completed = row.status() == ExecutionStatus.COMPLETED;
        switch (row.operation()) {
            case COLLECTION -> {
                if (completed && !row.payer().isSameCurrency(row.payee())) {
                    journal.saw(Sighting.COLLECTION_IN_TWO_CURRENCIES);
                }
                if (!asked) {
                    journal.saw(Sighting.COLLECTION_NEVER_ARRIVED);
                }
                see(completed, Sighting.COLLECTION_KEPT, row.notKept(), Sighting.COLLECTION_NOT_KEPT);
            }
            case PAYOUT -> {
                see(completed, Sighting.PAYOUT_COMPLETED, row.notKept(), Sighting.PAYOUT_LATE);
                see(false, Sighting.PAYOUT_COMPLETED, !asked, Sighting.PAYOUT_REFUSED_BY_WALLET);
                boolean hasCents = row.payee().getCurrencyUnit().getDecimalPlaces() > 0;
                see(completed && !hasCents, Sighting.PAYOUT_WITHOUT_CENTS, false, Sighting.PAYOUT_LATE);
            }
            case TRANSFER -> see(completed, Sighting.TRANSFER_COMPLETED, !completed, Sighting.TRANSFER_REFUSED);
            case REFUND -> {
                if (row.automatic()) {
                    see(completed, Sighting.PAYMENT_RETURNED, !completed, Sighting.RETURN_DECLINED);
                } else {
                    see(completed, Sighting.REFUND_COMPLETED, row.notKept(), Sighting.REFUND_LATE);
                }
            }
        }
    }

    private void see(boolean first, Sighting ifFirst, boolean second, Sighting ifSecond) {
        if (first) {
            journal.saw(ifFirst);
        } else if (second) {
            journal.saw(ifSecond);
        }
    }

    private void everythingIsDecided(List<Row> rows) {
        for (var row : rows) {
            if (row.status() == ExecutionStatus.PENDING || row.status() == ExecutionStatus.PROCESSING) {
                journal.complain("still open: " + row);
            }
        }
    }

    /// Money has moved at the gateway exactly where our books say so.
    private void theGatewayAgrees(List<Row> rows) {
        var books = world.gateway().books();
        var unknown = new HashSet<>(books.keySet());
        for (var row : rows) {
            unknown.remove(row.attempt());
            if (row.operation() == OperationType.TRANSFER) {
                continue;
            }
            var booking = books.get(row.attempt());
            boolean settled = booking != null && booking.isSettled();
            if (settled != row.hasMoved()) {
                journal.complain(
                        "the gateway says " + (booking == null ? "nothing" : booking.state()) + " about: " + row);
            }
        }
        if (!unknown.isEmpty()) {
            journal.complain("the gateway was asked for " + unknown.size() + " attempts that nobody wrote down");
        }
    }

    private void noMoreWentBackThanLosses(List<Row> rows) {
        var back = rows.stream()
                .filter(row -> row.operation() == OperationType.REFUND && row.hasMoved())
                .collect(Collectors.groupingBy(Row::original));
        for (var row : rows) {
            if (row.operation() == OperationType.COLLECTION) {
                var came = row.hasMoved() ? row.payer() : Money.zero(row.payer().getCurrencyUnit());
                var given = new GivenBack(came, row.notKept());
                back.getOrDefault(row.id(), List.of())
                        .forEach(refund -> given.add(refund.payee(), refund.automatic(), refund.notKept()));
                given.complaint().ifPresent(complaint -> journal.complain(complaint + ": " + row));
                if (given.isLoss()) {
                    journal.saw(Sighting.REFUNDED_TOO_MUCH);
                }
            }
        }
    }

    private void conversionsAreRight(List<Row> rows) {
        var refunds = rows.stream()
                .filter(row -> row.operation() == OperationType.REFUND && !row.automatic() && row.hasMoved())
                .collect(Collectors.groupingBy(
                        Row::original,
                        Collectors.mapping(
                                row -> new Conversions.Refund(
                                        row.payee().getAmountMinorLong(),
                                        row.payer().minus(row.fees()).getAmountMinorLong(),
                                        row.notKept()),
                                Collectors.toList())));
        for (var row : rows) {
            if (row.operation() == OperationType.COLLECTION && row.rate().isPresent()) {
                var collection = new Conversions.Collection(
                        row.payer().getAmountMinorLong(),
                        row.payee().getAmountMinorLong(),
                        row.fees().getAmountMinorLong(),
                        Conversions.rate(row.rate().orElseThrow()),
                        row.payer().getScale(),
                        row.payee().getScale());
                Conversions.complaint(collection, refunds.getOrDefault(row.id(), List.of()))
                        .ifPresent(complaint -> journal.complain(complaint + " by the rate: " + row));
            }
        }
    }

    /// Nothing that somebody was told in the end has changed.
    private void answersStillHold(List<Row> rows) {
        var byKey = rows.stream()
                .collect(Collectors.toMap(row -> new World.Key(row.merchant(), row.reference()), row -> row));
        world.answered().forEach((key, answered) -> {
            var row = byKey.get(key);
            if (row == null) {
                journal.complain("an answered reference is gone");
                return;
            }
            var told = answered.execution().status();
            boolean wasFinal = told == ExecutionStatus.COMPLETED || told == ExecutionStatus.FAILED;
            if (wasFinal && told != row.status()) {
                journal.complain("was answered " + told + ": " + row);
            }
        });
    }

    private void noReferenceMovedMoneyTwice() {
        var settled = world.gateway().books().values().stream()
                .filter(Booking::isSettled)
                .map(Booking::attempt)
                .toList();
        Map<World.Key, Integer> moved = new HashMap<>();
        settled.forEach(attempt -> moved.merge(
                new World.Key(attempt.merchant(), attempt.reference().orElseThrow()), 1, Integer::sum));
        if (moved.values().stream().anyMatch(times -> times > 1)) {
            journal.complain("the gateway moved money twice for one reference");
        }
    }

    private void theLedgerHoldsWhatTheGatewayDoes() {
        Map<Held, Money> gateway = new LinkedHashMap<>();
        for (var booking : world.gateway().books().values()) {
            if (booking.isSettled()) {
                var attempt = booking.attempt();
                var amount = attempt.kind() == Attempt.Kind.COLLECT
                        ? attempt.amount()
                        : attempt.amount().negated();
                gateway.merge(new Held(attempt.merchant(), amount.getCurrencyUnit()), amount, Money::plus);
            }
        }
        gateway.values().removeIf(Money::isZero);
        var ledger = world.database()
                .everywhere()
                .single(handle -> handle.createQuery(HELD_BY_GATEWAYS)
                        .bindArray("merchants", Long.class, merchants())
                        .map((row, context) -> Map.entry(
                                new Held(merchant(row), CurrencyUnit.of(row.getString("currency"))),
                                money(row, "amount", "currency")))
                        .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!gateway.equals(ledger)) {
            var differing = Stream.concat(gateway.keySet().stream(), ledger.keySet().stream())
                    .distinct()
                    .filter(held -> !Objects.equals(gateway.get(held), ledger.get(held)))
                    .map(held -> gateway.get(held) + " but the ledger " + ledger.get(held))
                    .sorted()
                    .toList();
            journal.complain("the gateway holds " + differing);
        }
    }

    private void acknowledgedCancelsKeepNoMoney() {
        var documents = world.database()
                .everywhere()
                .single(handle -> handle.createQuery(SOURCES)
                        .bindArray("merchants", Long.class, merchants())
                        .map((row, context) -> new Standing(
                                new SourceId(row.getLong("id")), row.getString("status"), row.getBoolean("kept")))
                        .collect(Collectors.toMap(Standing::id, document -> document)));
        for (var canceled : world.canceled()) {
            var document = documents.get(canceled.id());
            if (document == null || !document.status().equals("CANCELED") || document.kept()) {
                journal.complain("the cancel of document " + canceled.number() + " was acknowledged, and it is "
                        + (document == null ? "gone" : document.status()));
            }
        }
        if (documents.values().stream().anyMatch(document -> document.status().equals("PROCESSING"))) {
            journal.complain("a document stays PROCESSING");
        }
    }

    private void nothingWasCreatedTwice() {
        var twice = world.database()
                .everywhere()
                .single(handle -> handle.createQuery(CREATED_TWICE)
                        .bindArray("merchants", Long.class, merchants())
                        .mapTo(String.class)
                        .list());
        twice.forEach(key -> journal.complain("two documents were made under the key " + key));
    }

    private int count(String sql) {
        return world.database()
                .everywhere()
                .single(handle -> handle.createQuery(sql)
                        .bindArray("merchants", Long.class, merchants())
                        .mapTo(Integer.class)
                        .one());
    }

    private List<Row> rows() {
        return world.database()
                .everywhere()
                .single(handle -> handle.createQuery(EXECUTIONS)
                        .bindArray("merchants", Long.class, merchants())
                        .map((row, context) -> new Row(
                                merchant(row),
                                row.getLong("id"),
                                OperationType.valueOf(row.getString("operation_type")),
                                row.getObject("reference_id", UUID.class),
                                new AttemptId(row.getObject("attempt_id", UUID.class)),
                                row.getLong("original_id"),
                                row.getBoolean("automatic"),
                                ExecutionStatus.valueOf(row.getString("status")),
                                row.getBoolean("not_kept"),
                                money(row, "payer_amount", "payer_currency"),
                                money(row, "payee_amount", "payee_currency"),
                                money(row, "fees", "payer_currency"),
                                Optional.ofNullable(row.getBigDecimal("fx_rate"))))
                        .list());
    }

    private List<Long> merchants() {
        return world.traders().stream().map(trader -> trader.id().value()).toList();
    }

    private static MerchantId merchant(ResultSet row) throws SQLException {
        return new MerchantId(row.getLong("merchant_id"));
    }

    private static Money money(ResultSet row, String amount, String currency) throws SQLException {
        return Money.of(CurrencyUnit.of(row.getString(currency)), row.getBigDecimal(amount));
    }
}
