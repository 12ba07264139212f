package dev.opendollr.prediction;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.OwnerId;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import dev.opendollr.base.money.Rounding;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.pricing.OwnerType;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceType;
import java.util.Optional;
import java.util.function.Function;

/// The HTTP face of [Predictions], [Carriers] and the cards that a gateway knows.
public final class PredictionRoutes implements Routes {
    private final Authentication authentication;
    private final Predictions predictions;
    private final Carriers carriers;
    private final Function<String, Optional<Gateway.Card>> cards;

    public PredictionRoutes(
            Authentication authentication,
            Predictions predictions,
            Carriers carriers,
            Function<String, Optional<Gateway.Card>> cards) {
        this.authentication = authentication;
        this.predictions = predictions;
        this.carriers = carriers;
        this.cards = cards;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/{version}/predictions/amount-and-fees", this::amountAndFees)
                .get("/{version}/predictions/payment-source/amount-and-fees", this::ofSource)
                .get("/{version}/predictions/mmo-provider-info", this::phone)
                .get("/{version}/predictions/card-provider-info", this::card);
    }

    private void amountAndFees(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var amount = input.requiredQueryNumber("base_amount");
        var base = input.requiredQueryCurrency("base_currency");
        var target = input.requiredQueryCurrency("target_currency");
        var method = input.requiredQueryChoice("payment_method", PaymentMethod.class);
        var operation = input.requiredQueryChoice("operation_type", OperationType.class);
        var provider = input.requiredQueryChoice("provider", Provider.class);
        var feeBearer = input.requiredQueryChoice("fee_bearer", FeeBearer.class);
        var ownerType = input.queryChoice("owner_type", OwnerType.class);
        var ownerId = input.queryId("owner_id", OwnerId::new);
        input.check();
        // These checks need values that are valid on their own.
        var rounded = Rounding.halfUp(amount, base);
        if (rounded.isZero()) {
            input.refuseQuery("base_amount", "the amount rounds to zero");
        }
        checkPair(input, method, provider);
        var owner = owner(input, caller, ownerType, ownerId);
        input.check();
        var quote = predictions.amountAndFees(owner, new Quotes.Request(rounded, target, method, operation, feeBearer));
        Reply.ok(response, PredictionJson.AmountAndFeesJson.of(quote));
    }

    private void ofSource(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var target = input.requiredQueryCurrency("target_currency");
        var method = input.requiredQueryChoice("payment_method", PaymentMethod.class);
        var provider = input.requiredQueryChoice("provider", Provider.class);
        var type = input.requiredQueryChoice("source_type", SourceType.class);
        var id = input.requiredQueryId("source_id", SourceId::new);
        input.check();
        checkPair(input, method, provider);
        input.check();
        var quote = predictions.amountAndFees(caller, type, id, target, method);
        Reply.ok(response, PredictionJson.AmountAndFeesJson.of(quote));
    }

    private void phone(Request request, Response response) {
        var _ = authentication.caller(request);
        var input = Input.of(request);
        var phone = input.requiredQueryMobile("phone");
        var operation = input.requiredQueryChoice("operation_type", OperationType.class);
        input.check();
        var carrier = carriers.find(phone);
        if (carrier.isEmpty()) {
            input.refuseQuery("phone", "it belongs to no mobile-money operator we know");
        }
        input.check();
        Reply.ok(response, PredictionJson.PhoneJson.of(phone, carrier.orElseThrow(), operation));
    }

    private void card(Request request, Response response) {
        var _ = authentication.caller(request);
        var input = Input.of(request);
        var token = input.requiredQueryText("payment_method_id");
        var operation = input.queryChoice("operation_type", OperationType.class).orElse(OperationType.COLLECTION);
        var provider = input.queryChoice("provider", Provider.class).orElse(Provider.STRIPE);
        input.check();
        checkPair(input, PaymentMethod.CREDIT_CARD, provider);
        input.check();
        var card = cards.apply(token).orElseThrow(() -> ProblemException.notFound("Card"));
        Reply.ok(response, PredictionJson.CardJson.of(token, card, operation));
    }

    /// A merchant learns nothing of another's tier: a foreign owner is refused like one that does not exist.
    private static Optional<MerchantId> owner(
            Input input, Caller.ByCredential caller, Optional<OwnerType> type, Optional<OwnerId> id) {
        if (type.isEmpty() && id.isEmpty()) {
            return Optional.empty();
        }
        if (type.isEmpty()) {
            input.refuseQuery("owner_type", "it belongs to owner_id, send both or none");
        } else if (id.isEmpty()) {
            input.refuseQuery("owner_id", "it belongs to owner_type, send both or none");
        } else if (!type.get().names(id.get(), caller)) {
            input.refuseQuery("owner_id", "there is no such owner");
        }
        return Optional.of(caller.merchant());
    }

    private static void checkPair(Input input, PaymentMethod method, Provider provider) {
        if (!method.providers().contains(provider)) {
            input.refuseQuery("provider", "invalid combination of payment_method and provider");
        }
    }
}
