package dev.opendollr.party;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.idempotency.Creations;

/// The HTTP face of [Parties].
public final class PartyRoutes implements Routes {
    private final Authentication authentication;
    private final Creations creations;
    private final Parties parties;

    public PartyRoutes(Authentication authentication, Creations creations, Parties parties) {
        this.authentication = authentication;
        this.creations = creations;
        this.parties = parties;
    }

    @Override
    public void routing(Rules rules) {
        rules.post("/{version}/parties/create", this::create)
                .get("/{version}/parties/list", this::list)
                .get("/{version}/parties/retrieve/{id}", this::retrieve);
    }

    private void create(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var key = input.idempotencyKey();
        var body = input.body();
        var draft = new Parties.Draft(
                body.text("fullname"),
                body.phone("phone"),
                body.optionalText("email"),
                body.optionalText("country_code"));
        input.check();
        creations.answer(
                response,
                caller,
                key,
                "parties/create",
                body,
                tx -> PartyJson.of(parties.create(tx, caller.merchant(), draft)));
    }

    private void list(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var fullname = input.query("fullname");
        var page = input.page();
        input.check();
        var rows = page.byId(response, Party::id, PartyJson::of);
        parties.list(caller.merchant(), fullname, rows);
        rows.answer();
    }

    private void retrieve(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        input.check();
        Reply.ok(response, PartyJson.of(parties.retrieve(caller.merchant(), input.id("id", PartyId::new))));
    }
}
