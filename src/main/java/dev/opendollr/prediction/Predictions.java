package dev.opendollr.prediction;

import dev.opendollr.db.Database;
import dev.opendollr.identity.Caller;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.pricing.OperationType;
import dev.opendollr.pricing.PaymentMethod;
import dev.opendollr.pricing.Quote;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.pricing.Quotes.Request;
import dev.opendollr.pricing.Quotes.Result;
import dev.opendollr.problem.ProblemException;
import dev.opendollr.problem.Violation;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceType;
import dev.opendollr.source.Sources;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// What payments will cost: the same quotes that executions are made of, unless a price changes in between.
public final class Predictions {
    private final Database database;
    private final Quotes quotes;
    private final Sources orders;
    private final Sources invoices;

    public Predictions(Database database, Quotes quotes, Sources orders, Sources invoices) {
        this.database = database;
        this.quotes = quotes;
        this.orders = orders;
        this.invoices = invoices;
    }

    /// By the owner's tier; by the default tier without an owner.
    Quote amountAndFees(Optional<MerchantId> owner, Request request) {
        var result = database.single(handle -> owner.map(merchant -> quotes.quote(handle, merchant, request))
                .orElseGet(() -> quotes.quote(handle, request)));
        return quote(result, "base_amount");
    }

    /// Of the source's total; who bears the fees, the source says.
    Quote amountAndFees(Caller caller, SourceType type, long id, CurrencyUnit payerCurrency, PaymentMethod method) {
        var source = switch (type) {
            case ORDER -> orders.retrieve(caller.merchant(), id);
            case INVOICE -> invoices.retrieve(caller.merchant(), id);
            case SUBSCRIPTION -> throw ProblemException.notFound("Subscription");
        };
        requirePublished(source);
        var request =
                new Request(source.totalAmount(), payerCurrency, method, OperationType.COLLECTION, source.feeBearer());
        return quote(database.single(handle -> quotes.quote(handle, caller.merchant(), request)), "source_id");
    }

    private static void requirePublished(Source source) {
        switch (source.status()) {
            case IDLE -> throw refused(source, "publish it first");
            case CANCELED -> throw refused(source, "it can not be paid");
            case ACTIVE, PROCESSING, PAID -> {}
        }
    }

    private static ProblemException refused(Source source, String why) {
        return invalid("source_id", "the " + source.kind().word() + " is " + source.status() + ": " + why);
    }

    /// A refusal names the parameter to change; `amount` is where the amount comes from.
    private static Quote quote(Result result, String amount) {
        return switch (result) {
            case Result.Priced(var quote) -> quote;
            case Result.NoRate refusal -> throw invalid("target_currency", refusal.why());
            case Result.BelowFloor refusal -> throw invalid("target_currency", refusal.why());
            case Result.NoFee refusal -> throw invalid("payment_method", refusal.why());
            case Result.FeesExceedAmount refusal -> throw invalid(amount, refusal.why());
            case Result.TooSmall refusal -> throw invalid(amount, refusal.why());
            case Result.TooLarge refusal -> throw invalid(amount, refusal.why());
        };
    }

    private static ProblemException invalid(String parameter, String sentence) {
        return ProblemException.invalid(Violation.value(List.of("query", parameter), sentence));
    }
}
