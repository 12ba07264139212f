package dev.opendollr.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.pricing.Quotes.Request;
import dev.opendollr.pricing.Quotes.Result;
import dev.opendollr.pricing.Quotes.Result.AddsTooMuch;
import dev.opendollr.pricing.Quotes.Result.BelowFloor;
import dev.opendollr.pricing.Quotes.Result.NoFee;
import dev.opendollr.pricing.Quotes.Result.NoRate;
import dev.opendollr.pricing.Quotes.Result.Priced;
import dev.opendollr.testing.TestPostgres;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which prices a quote is made of: by tier, by method and by the moment.
class QuotesDbTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Instant BEGINNING = Instant.parse("2001-01-01T00:00:00Z");

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 1);
    private final Jdbi owner = clone.asOwner();
    private MerchantId merchant = new MerchantId(1);

    @BeforeEach
    void a_merchant() {
        merchant = new Merchants(
                        database,
                        new Credentials(database, InstantSource.fixed(NOW), new SecureRandom()),
                        InstantSource.fixed(NOW))
                .register("Shop", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty())
                .merchant()
                .id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_seed_prices_a_mobile_collection_across_currencies() {
        assertThat(quote(NOW, request("USD 10.00", "LRD", PaymentMethod.MTN_MOMO_LBR)))
                .isEqualTo(new Priced(new Quote(
                        Money.parse("LRD 2070.00"),
                        Money.parse("USD 10.00"),
                        Money.parse("LRD 30.00"),
                        Optional.of(Money.parse("LRD 20.00")),
                        Optional.of(Money.parse("LRD 20.00")),
                        Optional.of(new BigDecimal("200")))));
    }

    @Test
    void a_new_merchant_has_the_default_tier_and_one_without_a_tier_pays_by_it() {
        assertThat(tierOf(merchant)).isEqualTo("STANDARD");
        var expected = quote(NOW, request("USD 10.00", "USD", PaymentMethod.WALLET));
        execute("delete from merchant_fee_tier where merchant_id = ?", merchant.value());
        assertThat(quote(NOW, request("USD 10.00", "USD", PaymentMethod.WALLET)))
                .isEqualTo(expected);
        Result forNobody = database.everywhere()
                .single(handle -> new Quotes(InstantSource.fixed(NOW))
                        .quote(handle, request("USD 10.00", "USD", PaymentMethod.WALLET)));
        assertThat(forNobody).isEqualTo(expected);
    }

    @Test
    void another_tier_has_other_fees() {
        execute(
                "update merchant_fee_tier set fee_tier_id = (select id from fee_tier where name = 'PREFERRED')"
                        + " where merchant_id = ?",
                merchant.value());
        assertThat(platformFee(NOW, PaymentMethod.WALLET)).isEqualTo("USD 1.00");
        assertThat(platformFee(NOW, PaymentMethod.CREDIT_CARD)).isEqualTo("USD 2.20");
    }

    @Test
    void the_rate_of_a_method_goes_before_the_rate_of_all_even_when_that_is_newer() {
        assertThat(platformFee(NOW, PaymentMethod.CREDIT_CARD)).isEqualTo("USD 2.80");
        tierRate("null", "9", "2026-06-01T00:00:00Z", "null");
        assertThat(platformFee(NOW, PaymentMethod.CREDIT_CARD)).isEqualTo("USD 2.80");
        assertThat(platformFee(NOW, PaymentMethod.WALLET)).isEqualTo("USD 9.00");
    }

    @Test
    void a_rate_is_in_force_from_its_first_instant_until_just_before_its_last() {
        var from = Instant.parse("2026-06-01T00:00:00Z");
        var to = Instant.parse("2026-06-02T00:00:00Z");
        tierRate("null", "3", from.toString(), "'" + to + "'");
        var instant = Duration.ofNanos(1_000);
        assertThat(platformFee(from.minus(instant), PaymentMethod.WALLET)).isEqualTo("USD 1.50");
        assertThat(platformFee(from, PaymentMethod.WALLET)).isEqualTo("USD 3.00");
        assertThat(platformFee(to.minus(instant), PaymentMethod.WALLET)).isEqualTo("USD 3.00");
        assertThat(platformFee(to, PaymentMethod.WALLET)).isEqualTo("USD 1.50");
    }

    @Test
    void of_several_in_force_the_latest_wins_for_gateways_and_rates_too() {
        execute("""
            insert into gateway_fee (provider_id, operation_type, payment_method, percentage, effective_from,
                                     created_at, updated_at)
            values (3, 'COLLECTION', 'MTN_MOMO_LBR', 7, '2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z',
                    '2026-06-01T00:00:00Z'),
                   (3, 'COLLECTION', 'MTN_MOMO_LBR', 5, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z',
                    '2026-01-01T00:00:00Z'),
                   (1, 'COLLECTION', 'MTN_MOMO_LBR', 90, '2026-06-01T00:00:00Z', '2026-01-01T00:00:00Z',
                    '2026-01-01T00:00:00Z')\
            """);
        execute("""
            insert into fx_rate (base_currency, quote_currency, rate, source, effective_from, created_at)
            values ('USD', 'LRD', 210, 'test', '2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z'),
                   ('USD', 'LRD', 205, 'test', '2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z')\
            """);
        assertThat(quote(NOW, request("USD 10.00", "LRD", PaymentMethod.MTN_MOMO_LBR)))
                .isEqualTo(new Priced(new Quote(
                        Money.parse("LRD 2299.50"),
                        Money.parse("USD 10.00"),
                        Money.parse("LRD 31.50"),
                        Optional.of(Money.parse("LRD 147.00")),
                        Optional.of(Money.parse("LRD 21.00")),
                        Optional.of(new BigDecimal("210")))));
    }

    @Test
    void what_is_not_in_force_is_not_guessed() {
        execute("update fx_rate set effective_to = '2026-01-01T00:00:00Z' where base_currency = 'USD'");
        assertThat(quote(NOW, request("USD 10.00", "LRD", PaymentMethod.WALLET)))
                .isEqualTo(new NoRate());
        // The card's fixed fee is in USD.
        assertThat(quote(NOW, request("LRD 1000.00", "LRD", PaymentMethod.CREDIT_CARD)))
                .isEqualTo(new NoRate());
        assertThat(quote(NOW, request("LRD 1000.00", "LRD", PaymentMethod.WALLET)))
                .isInstanceOf(Priced.class);
        execute("update fee_tier_rate set effective_to = '2026-01-01T00:00:00Z'");
        assertThat(quote(NOW, request("LRD 1000.00", "LRD", PaymentMethod.WALLET)))
                .isEqualTo(new NoFee());
    }

    @Test
    void without_a_floor_rounding_adds_one_percent_at_most() {
        var small = request("LRD 2.99", "USD", PaymentMethod.MTN_MOMO_LBR);
        assertThat(quote(NOW, small)).isEqualTo(new AddsTooMuch(BigDecimal.ONE));
        assertThat(quote(NOW, request("LRD 100.00", "USD", PaymentMethod.MTN_MOMO_LBR)))
                .isInstanceOf(Priced.class);
        assertThat(quote(
                        NOW,
                        new Request(
                                small.base(),
                                small.payerCurrency(),
                                small.method(),
                                OperationType.PAYOUT,
                                small.feeBearer())))
                .as("the wallet of a payout is no payer who chooses")
                .isInstanceOf(Priced.class);
    }

    @Test
    void the_floor_of_a_method_goes_before_the_floor_of_all_from_its_first_moment() {
        floor("null", "5.00", "2026-06-01T00:00:00Z");
        floor("'MTN_MOMO_LBR'", "0.02", "2026-06-02T00:00:00Z");
        var mobile = request("LRD 2.99", "USD", PaymentMethod.MTN_MOMO_LBR);
        var card = request("LRD 500.00", "USD", PaymentMethod.CREDIT_CARD);
        var five = Money.parse("USD 5.00");
        assertThat(quote(NOW, card)).isEqualTo(new BelowFloor(five));
        assertThat(quote(Instant.parse("2026-06-01T12:00:00Z"), mobile)).isEqualTo(new BelowFloor(five));
        assertThat(quote(NOW, mobile) instanceof Priced(var quote) ? quote.payerAmount() : "refused")
                .isEqualTo(Money.parse("USD 0.02"));
        assertThat(quote(NOW, request("LRD 1.99", "USD", PaymentMethod.MTN_MOMO_LBR)))
                .isEqualTo(new BelowFloor(Money.parse("USD 0.02")));
        assertThat(quote(NOW, request("USD 0.01", "USD", PaymentMethod.MTN_MOMO_LBR)))
                .as("in one currency there is no floor")
                .isInstanceOf(Priced.class);
    }

    @Test
    void a_smallest_fee_is_converted_like_a_fixed_one() {
        execute("update fee_tier_rate set smallest_fee = 0.01, smallest_fee_currency = 'USD'"
                + " where payment_method is null");
        assertThat(
                        quote(NOW, request("RWF 33", "RWF", PaymentMethod.WALLET)) instanceof Priced(var quote)
                                ? quote.platformFee()
                                : "refused")
                .isEqualTo(Money.parse("RWF 15"));
        execute("delete from fx_rate where base_currency = 'USD'");
        assertThat(quote(NOW, request("RWF 33", "RWF", PaymentMethod.WALLET))).isEqualTo(new NoRate());
    }

    @Test
    void a_payment_is_priced_by_every_method_together() {
        var asked = Stream.of(PaymentMethod.values())
                .flatMap(method -> Stream.of("USD", "LRD", "RWF").map(payer -> request("USD 10.00", payer, method)))
                .toList();
        var quotes = new Quotes(InstantSource.fixed(NOW));
        execute("update fx_rate set effective_to = '2026-01-01T00:00:00Z' where quote_currency = 'RWF'");
        assertThat(together(quotes, asked))
                .hasSize(asked.size())
                .containsExactlyElementsOf(
                        asked.stream().map(request -> quote(NOW, request)).toList())
                .hasAtLeastOneElementOfType(NoRate.class)
                .hasAtLeastOneElementOfType(Priced.class);
        assertThat(together(quotes, List.of())).isEmpty();
    }

    @Test
    void only_quotes_of_one_payment_are_made_together() {
        var two = List.of(
                request("USD 10.00", "USD", PaymentMethod.CREDIT_CARD),
                request("USD 11.00", "USD", PaymentMethod.CREDIT_CARD));
        var quotes = new Quotes(InstantSource.fixed(NOW));
        assertThatThrownBy(() -> together(quotes, two)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_quote_costs_one_statement() {
        var statements = new AtomicInteger();
        owner.useHandle(handle -> {
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    statements.incrementAndGet();
                }
            });
            var request = request("LRD 5000.00", "RWF", PaymentMethod.CREDIT_CARD);
            assertThat(new Quotes(InstantSource.fixed(NOW)).quote(handle, merchant, request))
                    .isInstanceOf(Priced.class);
        });
        assertThat(statements).hasValue(1);
    }

    @Test
    void rates_and_their_inverses_agree_to_ten_digits() {
        var products = owner.withHandle(
                handle -> handle.createQuery("""
                    select there.rate * back.rate
                      from fx_rate there
                      join fx_rate back on back.base_currency = there.quote_currency
                                       and back.quote_currency = there.base_currency\
                    """).mapTo(BigDecimal.class).list());
        assertThat(products)
                .hasSize(6)
                .allSatisfy(product ->
                        assertThat(product.subtract(BigDecimal.ONE).abs()).isLessThan(new BigDecimal("1e-10")));
        for (var base : new String[] {"USD", "LRD", "RWF"}) {
            for (var payer : new String[] {"USD", "LRD", "RWF"}) {
                assertThat(quote(BEGINNING, request(base + " 100000", payer, PaymentMethod.CREDIT_CARD)))
                        .isInstanceOf(Priced.class);
            }
        }
    }

    private String platformFee(Instant at, PaymentMethod method) {
        return quote(at, request("USD 100.00", "USD", method)) instanceof Priced(var quote)
                ? quote.platformFee().toString()
                : "refused";
    }

    /// Among others it is priced as it is alone.
    private Result quote(Instant at, Request request) {
        var quotes = new Quotes(InstantSource.fixed(at));
        var other = new Request(
                request.base(), Currencies.RWF, PaymentMethod.AIRTEL_RWA, request.operation(), request.feeBearer());
        var alone = database.of(merchant).single(handle -> quotes.quote(handle, merchant, request));
        assertThat(together(quotes, List.of(other, request))).hasSize(2).last().isEqualTo(alone);
        return alone;
    }

    private List<Result> together(Quotes quotes, List<Request> requests) {
        return database.of(merchant).single(handle -> quotes.quotes(handle, merchant, requests));
    }

    private static Request request(String base, String payerCurrency, PaymentMethod method) {
        return new Request(
                Money.parse(base), CurrencyUnit.of(payerCurrency), method, OperationType.COLLECTION, FeeBearer.PAYER);
    }

    private String tierOf(MerchantId id) {
        return owner.withHandle(handle ->
                handle.createQuery("""
                    select name
                      from merchant_fee_tier
                      join fee_tier on fee_tier.id = fee_tier_id
                     where merchant_id = ?\
                    """).bind(0, id.value()).mapTo(String.class).one());
    }

    private void tierRate(String method, String percentage, String from, String to) {
        execute("""
            insert into fee_tier_rate (fee_tier_id, operation_type, payment_method, percentage, fx_percentage,
                                       effective_from, effective_to, created_at)
            values (1, 'COLLECTION', %s, %s, 0, '%s', %s, '2026-01-01T00:00:00Z')\
            """.formatted(method, percentage, from, to));
    }

    private void floor(String method, String least, String from) {
        execute("""
            insert into collection_floor (payment_method, total_currency, payer_currency, floor, effective_from,
                                          created_at)
            values (%s, 'LRD', 'USD', %s, '%s', '2026-01-01T00:00:00Z')\
            """.formatted(method, least, from));
    }

    private void execute(String sql, Object... values) {
        owner.useHandle(handle -> assertThat(handle.execute(sql, values)).isPositive());
    }
}
