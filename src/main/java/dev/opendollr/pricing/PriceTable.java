package dev.opendollr.pricing;

import dev.opendollr.base.identity.MerchantId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL that reads the prices in force for one request from all price tables.
final class PriceTable {
    /// The prices that every payment needs: the tier, its rate, the gateway's fee, the floor of collections, and
    /// the exchange rates into the payer's currency from the payee's and from those of fixed and smallest fees.
    private static final String SELECTED = """
        select platform.percentage, platform.fixed_fee, platform.fixed_fee_currency, platform.smallest_fee,
               platform.smallest_fee_currency, platform.fx_percentage,
               gateway.percentage as gateway_percentage, gateway.fixed_fee as gateway_fixed_fee,
               gateway.fixed_fee_currency as gateway_fixed_fee_currency,
               base_fx.rate as base_rate, platform_fx.rate as platform_rate, gateway_fx.rate as gateway_rate,
               smallest_fx.rate as smallest_rate, floor.floor
        """;

    private static final String FROM = """
          from (select coalesce((select fee_tier_id from merchant_fee_tier where merchant_id = :merchant),
                                (select id from fee_tier where is_default)) as id) as tier
        """;

    /// One statement reads them all. Returns no row when the tier has no rate.
    private static final String FIND = SELECTED + FROM + prices(":method", ":provider", ":payer");

    /// The same for several methods and currencies of one payment, each with its place.
    private static final String FIND_EACH =
            SELECTED + """
                     , place
                """ + FROM + """
                 cross join unnest(cast(:methods as text[]), cast(:providers as text[]), cast(:payers as text[]))
                       with ordinality as asked (method, provider, payer, place)
                """ + prices("asked.method", "asked.provider", "asked.payer");

    private static final long IMPORTS_KEY = 3_001;

    /// Held until the transaction ends. Nothing else in this database uses the key.
    private static final String HOLD_IMPORTS = "select pg_advisory_xact_lock(:key)";

    private PriceTable() {}

    /// The part of a statement that finds the prices of a payment by `method`, carried by `provider` and paid in
    /// `payer`.
    private static String prices(String method, String provider, String payer) {
        return """
              join lateral (
                   select percentage, fixed_fee, fixed_fee_currency, smallest_fee, smallest_fee_currency,
                          fx_percentage
                     from fee_tier_rate
                    where fee_tier_id = tier.id and operation_type = :operation
                      and (payment_method = %1$s or payment_method is null)
                      and effective_from <= :at and (effective_to > :at or effective_to is null)
                    order by payment_method nulls last, effective_from desc, fee_tier_rate.id desc
                    limit 1) as platform on true
              left join lateral (
                   select percentage, fixed_fee, fixed_fee_currency
                     from gateway_fee
                    where provider_id = (select provider.id from provider where name = %2$s)
                      and operation_type = :operation and payment_method = %1$s
                      and effective_from <= :at and (effective_to > :at or effective_to is null)
                    order by effective_from desc, gateway_fee.id desc
                    limit 1) as gateway on true
              left join lateral (
                   select floor
                     from collection_floor
                    where total_currency = :base and payer_currency = %3$s and :operation = 'COLLECTION'
                      and (payment_method = %1$s or payment_method is null)
                      and effective_from <= :at and (effective_to > :at or effective_to is null)
                    order by payment_method nulls last, effective_from desc, collection_floor.id desc
                    limit 1) as floor on true
            """.formatted(method, provider, payer)
                + rate("base_fx", ":base", payer)
                + rate("platform_fx", "platform.fixed_fee_currency", payer)
                + rate("gateway_fx", "gateway.fixed_fee_currency", payer)
                + rate("smallest_fx", "platform.smallest_fee_currency", payer);
    }

    /// The part of a statement that finds how many units of `payer` one unit of `currency` is.
    private static String rate(String alias, String currency, String payer) {
        return """
              left join lateral (
                   select rate
                     from fx_rate
                    where base_currency = %s and quote_currency = %s
                      and effective_from <= :at and (effective_to > :at or effective_to is null)
                    order by effective_from desc, fx_rate.id desc
                    limit 1) as %s on true
            """.formatted(currency, payer, alias);
    }

    static Optional<Prices> find(Handle tx, Optional<MerchantId> merchant, Quotes.Request request, Instant at) {
        var base = request.base().getCurrencyUnit();
        return tx.createQuery(FIND)
                .bind("merchant", merchant.map(MerchantId::value))
                .bind("operation", request.operation().name())
                .bind("method", request.method().name())
                .bind("provider", request.method().carrier().name())
                .bind("base", base.getCode())
                .bind("payer", request.payerCurrency().getCode())
                .bind("at", at)
                .map((row, context) -> read(row, base, request.payerCurrency()))
                .findOne();
    }

    /// The prices of several requests that differ in method and payer's currency only, by their places from 0. A
    /// place is missing when the tier has no rate.
    static Map<Integer, Prices> findEach(Handle tx, MerchantId merchant, List<Quotes.Request> requests, Instant at) {
        var first = requests.getFirst();
        var base = first.base().getCurrencyUnit();
        Map<Integer, Prices> found = new HashMap<>();
        tx.createQuery(FIND_EACH)
                .bind("merchant", merchant)
                .bind("operation", first.operation().name())
                .bind("base", base.getCode())
                .bind("at", at)
                .bindArray(
                        "methods",
                        String.class,
                        each(requests, request -> request.method().name()))
                .bindArray(
                        "providers",
                        String.class,
                        each(requests, request -> request.method().carrier().name()))
                .bindArray(
                        "payers",
                        String.class,
                        each(requests, request -> request.payerCurrency().getCode()))
                .map((row, context) -> {
                    int place = row.getInt("place") - 1;
                    return Map.entry(place, read(row, base, requests.get(place).payerCurrency()));
                })
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static List<String> each(List<Quotes.Request> requests, Function<Quotes.Request, String> value) {
        return requests.stream().map(value).toList();
    }

    private static Prices read(ResultSet row, CurrencyUnit base, CurrencyUnit payer) throws SQLException {
        var platform = new Charge(
                row.getBigDecimal("percentage"),
                fee(row, "fixed_fee", "fixed_fee_currency"),
                fee(row, "smallest_fee", "smallest_fee_currency"));
        Optional<Charge> gateway = Optional.empty();
        var gatewayFixedFee = fee(row, "gateway_fixed_fee", "gateway_fixed_fee_currency");
        var gatewayPercentage = Optional.ofNullable(row.getBigDecimal("gateway_percentage"));
        if (gatewayPercentage.isPresent()) {
            gateway = Optional.of(new Charge(gatewayPercentage.get(), gatewayFixedFee));
        }
        Map<CurrencyUnit, BigDecimal> rates = new HashMap<>();
        keep(rates, Optional.of(base), row, "base_rate");
        keep(rates, platform.fixedFee().map(Money::getCurrencyUnit), row, "platform_rate");
        keep(rates, gatewayFixedFee.map(Money::getCurrencyUnit), row, "gateway_rate");
        keep(rates, platform.smallestFee().map(Money::getCurrencyUnit), row, "smallest_rate");
        var floor = Optional.ofNullable(row.getBigDecimal("floor")).map(least -> Money.of(payer, least));
        return new Prices(platform, row.getBigDecimal("fx_percentage"), gateway, rates, floor);
    }

    private static void keep(
            Map<CurrencyUnit, BigDecimal> rates, Optional<CurrencyUnit> currency, ResultSet row, String column)
            throws SQLException {
        var rate = row.getBigDecimal(column);
        if (rate != null && currency.isPresent()) {
            rates.put(currency.get(), rate);
        }
    }

    /// Lets only one import run at a time.
    static void holdImports(Handle tx) {
        var _ = tx.createQuery(HOLD_IMPORTS)
                .bind("key", IMPORTS_KEY)
                .map((row, context) -> true)
                .one();
    }

    /// Empty where the columns are null.
    static Optional<Money> fee(ResultSet row, String amount, String currency) throws SQLException {
        var fee = row.getBigDecimal(amount);
        return fee == null ? Optional.empty() : Optional.of(Money.of(CurrencyUnit.of(row.getString(currency)), fee));
    }
}
