package dev.opendollr.party;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.idempotency.Creations;

/// The HTTP face of [Counterparties].
public final class CounterpartyRoutes implements Routes {
    private final Authentication authentication;
    private final Creations creations;
    private final Counterparties counterparties;

    public CounterpartyRoutes(Authentication authentication, Creations creations, Counterparties counterparties) {
        this.authentication = authentication;
        this.creations = creations;
        this.counterparties = counterparties;
    }

    @Override
    public void routing(Rules rules) {
        rules.post("/{version}/counterparties/create", this::create)
                .get("/{version}/counterparties/list", this::list)
                .get("/{version}/counterparties/retrieve/{id}", this::retrieve)
                .put("/{version}/counterparties/update/{id}", this::update);
    }

    private void create(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var key = input.idempotencyKey();
        var body = input.body();
        var relationshipType = body.choice("relationship_type", RelationshipType.class);
        var party = body.optionalId("party_id", PartyId::new);
        input.check();
        creations.answer(
                response,
                caller,
                key,
                "counterparties/create",
                body,
                tx -> CounterpartyJson.of(
                        caller, counterparties.create(tx, caller.merchant(), relationshipType, party)));
    }

    private void list(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var fullname = input.query("fullname");
        var relationshipType = input.queryChoice("relationship_type", RelationshipType.class);
        var page = input.page();
        input.check();
        var rows = page.byId(response, Counterparty::id, counterparty -> CounterpartyJson.of(caller, counterparty));
        counterparties.list(caller.merchant(), fullname, relationshipType, rows);
        rows.answer();
    }

    private void retrieve(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        input.check();
        Reply.ok(
                response,
                CounterpartyJson.of(
                        caller, counterparties.retrieve(caller.merchant(), input.id("id", CounterpartyId::new))));
    }

    private void update(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var body = input.body();
        var relationshipType = body.optionalChoice("relationship_type", RelationshipType.class);
        var party = body.optionalId("party_id", PartyId::new);
        input.check();
        var updated =
                counterparties.update(caller.merchant(), input.id("id", CounterpartyId::new), relationshipType, party);
        Reply.ok(response, CounterpartyJson.of(caller, updated));
    }
}
