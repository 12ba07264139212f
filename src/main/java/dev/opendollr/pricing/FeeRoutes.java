package dev.opendollr.pricing;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.identity.OwnerId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;

/// The HTTP face of [FeeTiers] and [GatewayFees].
public final class FeeRoutes implements Routes {
    private final Authentication authentication;
    private final FeeTiers tiers;
    private final GatewayFees gatewayFees;

    public FeeRoutes(Authentication authentication, FeeTiers tiers, GatewayFees gatewayFees) {
        this.authentication = authentication;
        this.tiers = tiers;
        this.gatewayFees = gatewayFees;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/{version}/fees/gateway", this::gateway)
                .get("/{version}/fees/platform", this::platform)
                .get("/{version}/fees/merchant-tier", this::merchantTier)
                .get("/{version}/fees/tiers", this::list);
    }

    private void gateway(Request request, Response response) {
        var _ = authentication.caller(request);
        var input = Input.of(request);
        var method = input.requiredQueryChoice("payment_method", PaymentMethod.class);
        var operation = input.requiredQueryChoice("operation_type", OperationType.class);
        input.check();
        Reply.ok(response, FeeJson.GatewayFeeJson.of(gatewayFees.retrieve(method, operation)));
    }

    private void platform(Request request, Response response) {
        var _ = authentication.caller(request);
        var input = Input.of(request);
        var operation = input.requiredQueryChoice("operation_type", OperationType.class);
        var tier = input.requiredQueryText("fee_tier_name");
        input.check();
        Reply.ok(response, FeeJson.FeeTierRateJson.of(tiers.rate(tier, operation)));
    }

    private void merchantTier(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var type = input.requiredQueryChoice("owner_type", OwnerType.class);
        var id = input.requiredQueryId("owner_id", OwnerId::new);
        input.check();
        if (!type.names(id, caller)) {
            throw merchantTierNotFound();
        }
        var assigned = tiers.ofMerchant(caller.merchant()).orElseThrow(FeeRoutes::merchantTierNotFound);
        Reply.ok(response, FeeJson.MerchantTierJson.of(caller, assigned));
    }

    private void list(Request request, Response response) {
        var _ = authentication.caller(request);
        var input = Input.of(request);
        var page = input.page();
        input.check();
        var rows = page.of(response, FeeTier::id, FeeJson.FeeTierJson::of);
        tiers.list(rows);
        rows.answer();
    }

    private static ProblemException merchantTierNotFound() {
        return ProblemException.notFound("Merchant fee tier");
    }
}
