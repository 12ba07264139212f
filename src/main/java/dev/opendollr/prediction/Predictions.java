package dev.opendollr.prediction;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.pricing.Quote;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.pricing.Quotes.Request;
import dev.opendollr.pricing.Quotes.Result;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceType;
import dev.opendollr.source.Sources;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// What payments will cost. Executions get the same quotes, unless a price changes in between.
public final class Predictions {
    private static final String SOURCE = "source_id";

    private final Database database;
    private final Quotes quotes;
    private final Sources sources;

    public Predictions(Database database, Quotes quotes, Sources sources) {
        this.database = database;
        this.quotes = quotes;
        this.sources = sources;
    }

    /// With the fees of the owner's tier, or of the default tier without an owner.
    Quote amountAndFees(Optional<MerchantId> owner, Request request) {
        var result = owner.map(
                        merchant -> database.of(merchant).single(handle -> quotes.quote(handle, merchant, request)))
                .orElseGet(() -> database.everywhere().single(handle -> quotes.quote(handle, request)));
        return quote(result, "base_amount");
    }

    /// Of the source's total. The source says who bears the fees.
    Quote amountAndFees(
            Caller.ByCredential caller,
            SourceType type,
            SourceId id,
            CurrencyUnit payerCurrency,
            PaymentMethod method) {
        var source = sources.retrieve(caller.merchant(), type.kind(), id);
        requirePublished(source);
        var request =
                new Request(source.totalAmount(), payerCurrency, method, OperationType.COLLECTION, source.feeBearer());
        return quote(
                database.of(caller.merchant()).single(handle -> quotes.quote(handle, caller.merchant(), request)),
                SOURCE);
    }

    private static void requirePublished(Source source) {
        switch (source.status()) {
            case IDLE -> throw source.refused(SOURCE, new PredictionReason.NotPublished());
            case CANCELED -> throw source.refused(SOURCE, new PredictionReason.Canceled());
            case ACTIVE, PROCESSING, PAID -> {}
        }
    }

    /// A refusal names the argument to change; `amount` is where the amount comes from.
    private static Quote quote(Result result, String amount) {
        return switch (result) {
            case Result.Priced(var quote) -> quote;
            case Result.Refused refused -> throw ProblemException.refused(toChange(refused, amount), refused);
        };
    }

    private static String toChange(Result.Refused refused, String amount) {
        return switch (refused) {
            case Result.NoRate _, Result.BelowFloor _, Result.AddsTooMuch _ -> "target_currency";
            case Result.NoFee _ -> "payment_method";
            case Result.FeesExceedAmount _, Result.TooSmall _, Result.TooLarge _ -> amount;
        };
    }
}
