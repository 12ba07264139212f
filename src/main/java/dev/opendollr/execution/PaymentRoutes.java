package dev.opendollr.execution;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.Sources;

/// The payments of orders or invoices. Each has the id under which the merchant can refund it.
public final class PaymentRoutes implements Routes {
    private final SourceKind kind;
    private final Authentication authentication;
    private final Sources sources;
    private final Executions executions;

    public PaymentRoutes(SourceKind kind, Authentication authentication, Sources sources, Executions executions) {
        this.kind = kind;
        this.authentication = authentication;
        this.sources = sources;
        this.executions = executions;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/{version}/" + kind.plural() + "/{id}/payments", this::list);
    }

    private void list(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var page = input.page();
        input.check();
        var source = sources.retrieve(caller.merchant(), kind, input.id("id", SourceId::new));
        var rows = page.byId(response, Execution::id, PaymentJson::of);
        executions.payments(caller.merchant(), source.id(), rows);
        rows.answer();
    }
}
