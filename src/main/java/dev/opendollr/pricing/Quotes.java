package dev.opendollr.pricing;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.Reason;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What payments cost now: the one place where predictions and executions get their amounts.
public final class Quotes {
    private final InstantSource clock;

    /// What is to be paid. `base` is the document's total, in the payee's currency.
    public record Request(
            Money base,
            CurrencyUnit payerCurrency,
            PaymentMethod method,
            OperationType operation,
            FeeBearer feeBearer) {
        public Request {
            if (base.isNegative()) {
                throw new IllegalArgumentException("base " + base);
            }
        }

        boolean isInOneCurrency() {
            return base.getCurrencyUnit().equals(payerCurrency);
        }
    }

    /// A quote, or why there is none.
    public sealed interface Result {
        record Priced(Quote quote) implements Result {}

        /// There is no quote; the reason is worded for the caller.
        sealed interface Refused extends Result, Reason {}

        /// There is no rate into the payer's currency from the payee's, or from that of a fixed or smallest
        /// fee.
        record NoRate() implements Refused {}

        /// The tier has no fee in force for the operation. A missing price never makes a payment free.
        record NoFee() implements Refused {}

        /// The payee bears the fees and would receive nothing.
        record FeesExceedAmount() implements Refused {}

        /// Rounds to zero for the payer or for the payee.
        record TooSmall() implements Refused {}

        /// Converted into the payer's currency, the total is below the floor.
        record BelowFloor(Money floor) implements Refused {}

        /// The payer's currency has no floor for this total, and rounding would add too much.
        record AddsTooMuch(BigDecimal percentMax) implements Refused {}

        /// An amount exceeds the maximum.
        record TooLarge() implements Refused {}
    }

    public Quotes(InstantSource clock) {
        this.clock = clock;
    }

    /// With the fees of the merchant's tier, or of the default tier when it has none. One statement on `tx`.
    public Result quote(Handle tx, MerchantId merchant, Request request) {
        return quote(tx, Optional.of(merchant), request);
    }

    /// With the fees of the default tier. One statement on `tx`.
    public Result quote(Handle tx, Request request) {
        return quote(tx, Optional.empty(), request);
    }

    /// With the fees of the merchant's tier, or of the default tier when it has none. The requests differ in method
    /// and payer's currency only; the results have their order. One statement on `tx`.
    public List<Result> quotes(Handle tx, MerchantId merchant, List<Request> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        requireOnePayment(requests);
        var prices = PriceTable.findEach(tx, merchant, requests, clock.instant());
        return IntStream.range(0, requests.size())
                .mapToObj(place -> Optional.ofNullable(prices.get(place))
                        .map(known -> known.quote(requests.get(place)))
                        .orElseGet(Result.NoFee::new))
                .toList();
    }

    private static void requireOnePayment(List<Request> requests) {
        var first = requests.getFirst();
        for (var request : requests) {
            if (!request.base().equals(first.base())
                    || request.operation() != first.operation()
                    || request.feeBearer() != first.feeBearer()) {
                throw new IllegalArgumentException("requests of several payments: " + requests);
            }
        }
    }

    private Result quote(Handle tx, Optional<MerchantId> merchant, Request request) {
        return PriceTable.find(tx, merchant, request, clock.instant())
                .map(prices -> prices.quote(request))
                .orElseGet(Result.NoFee::new);
    }
}
