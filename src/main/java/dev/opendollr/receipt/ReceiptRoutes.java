package dev.opendollr.receipt;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.execution.Executions;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.Sources;

/// Receipts of paid orders or invoices.
public final class ReceiptRoutes implements Routes {
    private final SourceKind kind;
    private final Authentication authentication;
    private final Sources sources;
    private final Executions executions;

    public ReceiptRoutes(SourceKind kind, Authentication authentication, Sources sources, Executions executions) {
        this.kind = kind;
        this.authentication = authentication;
        this.sources = sources;
        this.executions = executions;
    }

    @Override
    public void routing(Rules rules) {
        var receipt = "/{version}/" + kind.plural() + "/receipt/";
        rules.get(receipt + "{id}", this::byId).get(receipt + "number/{+" + numberParameter() + "}", this::byNumber);
    }

    private void byId(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        input.check();
        answer(response, caller, sources.detail(caller.merchant(), kind, input.id("id", SourceId::new)), "id");
    }

    private void byNumber(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        input.check();
        var detail = sources.detailByNumber(caller.merchant(), kind, input.path(numberParameter()));
        answer(response, caller, detail, numberParameter());
    }

    private void answer(Response response, Caller.ByCredential caller, Sources.Detail detail, String parameter) {
        detail.source().checkPaid(parameter);
        var paid = executions.paid(caller.merchant(), detail.source().id()).orElseThrow();
        Reply.ok(response, ReceiptJson.of(caller, detail, paid));
    }

    private String numberParameter() {
        return kind.word() + "_number";
    }
}
