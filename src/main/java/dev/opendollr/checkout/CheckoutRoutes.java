package dev.opendollr.checkout;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Body;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.http.WebAddress;
import dev.opendollr.base.idempotency.Creations;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.Parties;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// The HTTP face of [Checkouts].
public final class CheckoutRoutes implements Routes {
    private final Authentication authentication;
    private final Merchants merchants;
    private final Creations creations;
    private final Checkouts checkouts;
    private final PublicLinks links;
    private final WebAddress.Plain plainHttp;

    public CheckoutRoutes(
            Authentication authentication,
            Merchants merchants,
            Creations creations,
            Checkouts checkouts,
            PublicLinks links,
            WebAddress.Plain plainHttp) {
        this.authentication = authentication;
        this.merchants = merchants;
        this.creations = creations;
        this.checkouts = checkouts;
        this.links = links;
        this.plainHttp = plainHttp;
    }

    @Override
    public void routing(Rules rules) {
        rules.post("/{version}/checkouts/create", this::create);
    }

    private void create(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var key = input.idempotencyKey();
        var body = input.body();
        // Checked first, before the rest of the request is validated.
        if (body.optionalChoice("mode", CheckoutMode.class).equals(Optional.of(CheckoutMode.HOSTED))) {
            merchants.requireVerified(caller);
        }
        var draft = draft(input, body);
        creations.answer(
                response,
                caller,
                key,
                "checkouts/create",
                body,
                tx -> CheckoutJson.of(checkouts.create(tx, caller, draft), links));
    }

    private Checkouts.Draft draft(Input input, Body body) {
        var mode = body.choice("mode", CheckoutMode.class);
        var kind = body.choice("source_kind", SourceKind.class);
        var name = body.optionalText("party_name");
        var phone = body.phone("party_phone");
        var email = body.optionalText("party_email");
        var relationship = body.optionalChoice("party_relationship", RelationshipType.class);
        var currency = body.currency("currency");
        var items = body.objects("items", SourceItems.ITEMS_MAX);
        var itemsRead = items.stream().map(CheckoutRoutes::item).toList();
        var referenceId = body.optionalText("reference_id");
        var note = body.optionalNote("note");
        var dueDate = body.optionalInstant("due_date");
        var successUrl = body.optionalUrl("success_url", plainHttp);
        var cancelUrl = body.optionalUrl("cancel_url", plainHttp);
        var expiresAt = body.optionalInstant("expires_at");
        var counterparty = body.optionalId("counterparty_id", CounterpartyId::new);
        input.check();
        refuseOtherCurrencies(items, currency);
        if (!kind.hasDueDate() && dueDate.isPresent()) {
            body.refuse("due_date", "only an invoice has a due date");
        }
        input.check();
        return new Checkouts.Draft(
                mode,
                kind,
                new Parties.Draft(name.orElse(phone), phone, email, Optional.empty()),
                counterparty,
                relationship.orElse(RelationshipType.CUSTOMER),
                currency,
                itemsRead,
                referenceId,
                note.orElse(""),
                dueDate,
                successUrl,
                cancelUrl,
                expiresAt);
    }

    private static Checkouts.Item item(Body item) {
        var name = item.text("name");
        var _ = item.currencyCode("currency");
        return new Checkouts.Item(name, item.amount("amount"));
    }

    private static void refuseOtherCurrencies(List<Body> items, CurrencyUnit currency) {
        for (var item : items) {
            if (!item.currencyCode("currency").equals(currency.getCode())) {
                item.refuse("currency", "an item has the currency of its checkout");
            }
        }
    }
}
