package dev.opendollr.account;

import static java.util.stream.Collectors.joining;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Body;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.idempotency.Creations;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import dev.opendollr.party.PartyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The HTTP face of [PaymentAccounts].
public final class PaymentAccountRoutes implements Routes {
    private static final String NUMBER = "insensitive_account_number";
    /// The id that the card gateway gives to a stored card.
    private static final Pattern KEPT_CARD = Pattern.compile("^pm_[A-Za-z0-9_]+$");

    private static final int KEPT_CARD_MAX = 255;

    private final Authentication authentication;
    private final Creations creations;
    private final PaymentAccounts accounts;

    public PaymentAccountRoutes(Authentication authentication, Creations creations, PaymentAccounts accounts) {
        this.authentication = authentication;
        this.creations = creations;
        this.accounts = accounts;
    }

    @Override
    public void routing(Rules rules) {
        rules.post("/{version}/payment-accounts/create", this::create);
    }

    private void create(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var operationType = input.requiredQueryChoice("operation_type", OperationType.class);
        var key = input.idempotencyKey();
        var body = input.body();
        var accountName = body.text("account_name");
        var provider = body.choice("provider", Provider.class);
        var method = body.choice("method", PaymentMethod.class);
        var party = body.id("party_id", PartyId::new);
        var countryCode = body.optionalText("country_code");
        var _ = body.optionalText(NUMBER);
        input.check();
        // Rules between fields are checked only after each field is valid on its own.
        if (!method.providers().contains(provider)) {
            body.refuse("provider", "this method goes with " + alternatives(method.providers()));
        }
        if (operationType == OperationType.PAYOUT && method.kind() == PaymentMethod.Kind.CARD) {
            body.refuse("method", "cards cannot be paid out to");
        }
        var number = number(body, method);
        input.check();
        var draft = new PaymentAccounts.Draft(operationType, accountName, provider, method, party, countryCode, number);
        creations.answer(
                response,
                caller,
                key,
                "payment-accounts/create?operation_type=" + operationType,
                body,
                tx -> PaymentAccountJson.of(accounts.create(tx, caller.merchant(), draft)));
    }

    private static String alternatives(List<Provider> providers) {
        return providers.stream().map(Enum::name).collect(joining(" or "));
    }

    private static Optional<String> number(Body body, PaymentMethod method) {
        return switch (method.kind()) {
            case MOBILE_MONEY -> Optional.of(body.mobile(NUMBER));
            case CARD -> body.optionalText(NUMBER, KEPT_CARD_MAX, KEPT_CARD);
            case WALLET -> body.optionalPossiblePhone(NUMBER);
        };
    }

    /// A payment account as the API writes it: without its number.
    private record PaymentAccountJson(
            PaymentAccountId id,
            String accountName,
            Provider provider,
            PaymentMethod method,
            PartyId partyId,
            Optional<String> countryCode,
            boolean isActive,
            Instant createdAt,
            Instant updatedAt) {
        static PaymentAccountJson of(PaymentAccount account) {
            return new PaymentAccountJson(
                    account.id(),
                    account.accountName(),
                    account.provider(),
                    account.method(),
                    account.partyId(),
                    account.countryCode(),
                    account.isActive(),
                    account.createdAt(),
                    account.updatedAt());
        }
    }
}
