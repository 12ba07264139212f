package dev.opendollr.link;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceReason;
import dev.opendollr.source.SourceType;
import dev.opendollr.source.Sources;

/// Links that a merchant sends to payers: to pay a source, and to see that it is paid.
public final class LinkRoutes implements Routes {
    private static final String NUMBER = "source_number";

    private final Authentication authentication;
    private final Merchants merchants;
    private final Sources sources;
    private final PublicLinks links;

    public LinkRoutes(Authentication authentication, Merchants merchants, Sources sources, PublicLinks links) {
        this.authentication = authentication;
        this.merchants = merchants;
        this.sources = sources;
        this.links = links;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/{version}/links/pay", this::pay).get("/{version}/links/receipt", this::receipt);
    }

    private void pay(Request request, Response response) {
        var caller = merchants.requireVerified(authentication.caller(request));
        var source = source(Input.of(request), caller.merchant());
        if (!source.asPaymentLink()) {
            throw ProblemException.refused(NUMBER, new SourceReason.NotAsPaymentLink(source.kind()));
        }
        switch (source.status()) {
            case ACTIVE, PROCESSING, PAID -> answer(response, Link.Page.PAY, source);
            case IDLE -> throw source.refused(NUMBER, new LinkReason.NotPublished());
            case CANCELED -> throw source.refused(NUMBER, new LinkReason.Canceled());
        }
    }

    private void receipt(Request request, Response response) {
        var caller = authentication.caller(request);
        var source = source(Input.of(request), caller.merchant());
        source.checkPaid(NUMBER);
        answer(response, Link.Page.RECEIPT, source);
    }

    private Source source(Input input, MerchantId merchant) {
        var type = input.requiredQueryChoice("source_type", SourceType.class);
        var number = input.requiredQueryText(NUMBER);
        input.check();
        return sources.retrieveByNumber(merchant, type.kind(), number);
    }

    private void answer(Response response, Link.Page page, Source source) {
        Reply.ok(response, new LinkJson(links.url(Link.to(page, source))));
    }

    /// The link is masked: anyone who has it can open the page.
    private record LinkJson(String url) {
        @Override
        public String toString() {
            return "LinkJson[url=***]";
        }
    }
}
