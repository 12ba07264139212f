package dev.opendollr.merchant;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.identity.OwnerId;
import dev.opendollr.base.problem.ProblemException;
import java.util.Optional;

/// What a merchant can read about itself. Any other merchant is answered as not found.
public final class MerchantRoutes implements Routes {
    private final Authentication authentication;
    private final Merchants merchants;

    public MerchantRoutes(Authentication authentication, Merchants merchants) {
        this.authentication = authentication;
        this.merchants = merchants;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/{version}/merchants/merchant-info", this::info);
    }

    private void info(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var id = input.requiredQueryId("merchant_id", OwnerId::new);
        var type = input.requiredQueryChoice("merchant_type", MerchantType.class);
        input.check();
        if (!id.isOf(caller.merchant()) || type != caller.merchantType()) {
            throw ProblemException.notFound("Merchant");
        }
        Reply.ok(response, MerchantJson.of(merchants.retrieve(caller.merchant())));
    }

    private record MerchantJson(
            long id, String name, MerchantType type, Optional<String> email, Optional<String> phone) {
        static MerchantJson of(Merchant merchant) {
            return new MerchantJson(
                    merchant.id().value(), merchant.name(), merchant.type(), merchant.email(), merchant.phone());
        }
    }
}
