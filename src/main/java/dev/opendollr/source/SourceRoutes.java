package dev.opendollr.source;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Json;
import dev.opendollr.base.http.Patch;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.idempotency.Creations;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.party.CounterpartyId;
import java.util.Map;
import java.util.Optional;

/// The HTTP face of [Sources] and [SourceItems], for one kind of source.
public final class SourceRoutes implements Routes {
    private static final String CANCEL_REASON = "X-Cancel-Reason";

    private final SourceKind kind;
    private final Authentication authentication;
    private final Creations creations;
    private final Sources sources;
    private final SourceItems items;

    public SourceRoutes(
            SourceKind kind, Authentication authentication, Creations creations, Sources sources, SourceItems items) {
        this.kind = kind;
        this.authentication = authentication;
        this.creations = creations;
        this.sources = sources;
        this.items = items;
    }

    @Override
    public void routing(Rules rules) {
        var all = "/{version}/" + kind.plural();
        var number = "{+" + kind.word() + "_number}";
        var itsItems = all + "/{" + kind.parentParameter() + "}/items";
        rules.delete(all + "/cancel/{id}", this::cancel)
                .post(all + "/create", this::create)
                .get(all + "/list", this::list)
                .get(all + "/retrieve/{id}", this::retrieve)
                .get(all + "/retrieve/number/" + number, this::retrieveByNumber)
                .put(all + "/update/{id}", this::update)
                .put(all + "/publish/{id}", this::publish)
                .post(itsItems + "/add", this::addItem)
                .put(itsItems + "/{id}/update", this::updateItem)
                .delete(itsItems + "/{id}/remove", this::removeItem)
                .get(all + "/{id}/events", this::history)
                .post(all + "/{id}/cancel-requests", this::requestCancel);
    }

    private void create(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var key = input.idempotencyKey();
        var body = input.body();
        var draft = new Sources.Draft(
                body.id("counterparty_id", CounterpartyId::new),
                body.currency("currency"),
                body.note("note"),
                body.choice("fee_bearer", FeeBearer.class),
                body.flag("as_payment_link"),
                body.optionalText("reference_id"),
                kind.hasDueDate() ? body.optionalInstant("due_date") : Optional.empty());
        input.check();
        creations.answer(
                response,
                caller,
                key,
                kind.plural() + "/create",
                body,
                tx -> SourceJson.of(caller, sources.create(tx, caller, kind, draft)));
    }

    private void list(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var currency = input.queryCurrency("currency");
        var status = input.queryChoice("status", SourceStatus.class);
        var page = input.page();
        input.check();
        var rows = page.byId(response, Source::id, source -> SourceJson.of(caller, source));
        sources.list(caller.merchant(), kind, currency, status, rows);
        rows.answer();
    }

    private void retrieve(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        input.check();
        Reply.ok(
                response,
                SourceJson.of(caller, sources.detail(caller.merchant(), kind, input.id("id", SourceId::new))));
    }

    private void retrieveByNumber(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        input.check();
        Reply.ok(response, SourceJson.of(caller, sources.detailByNumber(caller.merchant(), kind, number(input))));
    }

    private void update(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var body = input.body();
        var change = new Sources.Change(
                body.patchText("reference_id"),
                body.optionalNote("note"),
                body.optionalChoice("fee_bearer", FeeBearer.class),
                kind.hasDueDate() ? body.patchInstant("due_date") : new Patch.Keep<>());
        input.check();
        Reply.ok(response, SourceJson.of(caller, sources.update(caller, kind, input.id("id", SourceId::new), change)));
    }

    private void publish(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        input.check();
        Reply.ok(response, SourceJson.of(caller, sources.publish(caller, kind, input.id("id", SourceId::new))));
    }

    private void cancel(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var reason = input.header(CANCEL_REASON);
        input.check();
        answer(response, caller, sources.cancel(caller, kind, input.id("id", SourceId::new), reason));
    }

    private void requestCancel(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var reason = input.header(CANCEL_REASON);
        input.check();
        answer(response, caller, sources.requestCancel(caller, kind, input.id("id", SourceId::new), reason));
    }

    private static void answer(Response response, Caller.ByCredential caller, Sources.Cancellation cancellation) {
        var json = SourceJson.of(caller, cancellation.source());
        if (cancellation.repeated()) {
            Reply.repeated(response, Json.bytes(json));
        } else {
            Reply.ok(response, json);
        }
    }

    private void addItem(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var key = input.idempotencyKey();
        var body = input.body();
        var draft = new SourceItems.Draft(
                body.text("name"),
                body.currency("currency"),
                body.count("qty", 1, SourceItems.QTY_MAX),
                body.amount("amount"));
        input.check();
        var source = input.id(kind.parentParameter(), SourceId::new);
        creations.answer(
                response,
                caller,
                key,
                kind.plural() + "/" + source.value() + "/items/add",
                body,
                tx -> SourceJson.SourceItemJson.of(items.add(tx, caller, kind, source, draft)));
    }

    private void updateItem(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var body = input.body();
        var change = new SourceItems.Change(
                body.optionalText("name"),
                body.optionalCount("qty", 1, SourceItems.QTY_MAX),
                body.optionalAmount("amount"));
        input.check();
        var item = items.update(
                caller,
                kind,
                input.id(kind.parentParameter(), SourceId::new),
                input.id("id", SourceItemId::new),
                change);
        Reply.ok(response, SourceJson.SourceItemJson.of(item));
    }

    private void removeItem(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        input.check();
        items.remove(caller, kind, input.id(kind.parentParameter(), SourceId::new), input.id("id", SourceItemId::new));
        Reply.ok(response, Map.of());
    }

    private void history(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var page = input.page();
        input.check();
        var rows = page.of(response, HistoryEntry::version, SourceJson.HistoryEntryJson::of);
        sources.history(caller.merchant(), kind, input.id("id", SourceId::new), rows);
        rows.answer();
    }

    private String number(Input input) {
        return input.path(kind.word() + "_number");
    }
}
