package dev.opendollr.ledger;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.ledger.Movement.Cause;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Update;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL of table `posting`. Rows are never changed.
final class PostingTable {
    private static final String INSERT = """
        insert into posting (merchant_id, movement, execution_id, origin_merchant_id, origin_execution_id,
                             from_account, to_account, currency, amount, at)
        select :merchant, :movement, cast(:execution as bigint), cast(:origin_merchant as bigint),
               cast(:origin_execution as bigint), from_account, to_account, currency, amount,
               cast(:at as timestamptz)
          from unnest(cast(:from as text[]), cast(:to as text[]), cast(:currencies as text[]),
                      cast(:amounts as numeric[])) as step (from_account, to_account, currency, amount)
        """;

    /// Changes the wallet and writes the postings in one round trip, or does neither. Another transaction that
    /// waits for the wallet waits only for the commit that follows.
    private static final String INSERT_WITH_WALLET =
            "with moved as (\n%sreturning currency)\n" + INSERT + " where exists (select 1 from moved)";

    private static final String LIST_OF_WALLET = """
        select posting.id, movement, from_account, to_account, posting.currency, posting.amount, at,
               reference_id
          from posting
          left join execution as own on own.merchant_id = posting.merchant_id and own.id = posting.execution_id
         where posting.merchant_id = :merchant and posting.currency = :currency and posting.id > :after
           and (from_account = 'WALLET' or to_account = 'WALLET')
         order by posting.id
         limit :limit
        """;

    private PostingTable() {}

    /// For a movement that touches no wallet.
    static void insert(Handle tx, Movement movement, Instant at) {
        checkAll(execute(tx.createUpdate(INSERT), movement, at), movement);
    }

    /// `walletChange` is a statement of [WalletTable]. When it changes no wallet, no posting is written and the
    /// result is false.
    static boolean insert(Handle tx, Movement movement, String walletChange, Money amount, Instant at) {
        var update = tx.createUpdate(INSERT_WITH_WALLET.formatted(walletChange))
                .bind("currency", amount.getCurrencyUnit().getCode())
                .bind("amount", amount.getAmount());
        int inserted = execute(update, movement, at);
        if (inserted == 0) {
            return false;
        }
        checkAll(inserted, movement);
        return true;
    }

    private static int execute(Update update, Movement movement, Instant at) {
        var postings = movement.postings();
        return update.bind("merchant", movement.merchant())
                .bind("movement", movement.kind().name())
                .bind("execution", execution(movement.cause()))
                .bind("origin_merchant", origin(movement.cause()).map(Cause.Received::sender))
                .bind("origin_execution", origin(movement.cause()).map(Cause.Received::execution))
                .bindArray(
                        "from",
                        String.class,
                        each(postings, posting -> posting.from().name()))
                .bindArray(
                        "to",
                        String.class,
                        each(postings, posting -> posting.to().name()))
                .bindArray(
                        "currencies",
                        String.class,
                        each(
                                postings,
                                posting -> posting.amount().getCurrencyUnit().getCode()))
                .bindArray(
                        "amounts",
                        BigDecimal.class,
                        each(postings, posting -> posting.amount().getAmount()))
                .bind("at", at)
                .execute();
    }

    private static void checkAll(int inserted, Movement movement) {
        int postings = movement.postings().size();
        if (inserted != postings) {
            throw new IllegalStateException("wrote " + inserted + " of " + postings + " postings");
        }
    }

    /// In ascending order of ids above `after`.
    static ResultIterable<Entry> list(Handle tx, MerchantId merchant, CurrencyUnit currency, Listing<Entry> listing) {
        return tx.createQuery(LIST_OF_WALLET)
                .bind("merchant", merchant)
                .bind("currency", currency.getCode())
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("after", listing.after())
                .bind("limit", listing.fetch())
                .map((row, context) -> entry(row));
    }

    private static Optional<ExecutionId> execution(Cause cause) {
        return cause instanceof Cause.Execution(var id) ? Optional.of(id) : Optional.empty();
    }

    private static Optional<Cause.Received> origin(Cause cause) {
        return cause instanceof Cause.Received received ? Optional.of(received) : Optional.empty();
    }

    private static <T> List<T> each(List<Posting> postings, Function<Posting, T> value) {
        return postings.stream().map(value).toList();
    }

    /// Whether a wallet was ever used.
    static boolean isAny(Handle tx, MerchantId merchant, CurrencyUnit currency) {
        return tx.createQuery(LIST_OF_WALLET)
                .bind("merchant", merchant)
                .bind("currency", currency.getCode())
                .bind("after", 0)
                .bind("limit", 1)
                .map((row, context) -> entry(row))
                .findFirst()
                .isPresent();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var from = LedgerAccount.valueOf(row.getString("from_account"));
        var to = LedgerAccount.valueOf(row.getString("to_account"));
        var amount = Money.of(CurrencyUnit.of(row.getString("currency")), row.getBigDecimal("amount"));
        boolean out = from == LedgerAccount.WALLET;
        return new Entry(
                row.getLong("id"),
                Movement.Kind.valueOf(row.getString("movement")),
                out ? amount.negated() : amount,
                out ? to : from,
                Optional.ofNullable(row.getObject("reference_id", UUID.class)),
                Columns.instant(row, "at"));
    }
}
