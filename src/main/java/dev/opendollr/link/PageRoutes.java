package dev.opendollr.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opendollr.checkout.Checkouts;
import dev.opendollr.http.PublicLinks;
import dev.opendollr.http.Tokens;
import dev.opendollr.http.Tokens.Link;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.problem.ProblemException;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.Sources;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;

/// The pages behind links, open to whoever has the link: what is to be paid to whom, and where that stands.
public final class PageRoutes implements HttpService {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Tokens tokens;
    private final Merchants merchants;
    private final Sources orders;
    private final Sources invoices;
    private final Checkouts checkouts;

    public PageRoutes(Tokens tokens, Merchants merchants, Sources orders, Sources invoices, Checkouts checkouts) {
        this.tokens = tokens;
        this.merchants = merchants;
        this.orders = orders;
        this.invoices = invoices;
        this.checkouts = checkouts;
    }

    @Override
    public void routing(HttpRules rules) {
        for (var page : Link.Page.values()) {
            rules.get(PublicLinks.path(page) + "/{token}", (request, response) -> show(page, request, response));
        }
    }

    private void show(Link.Page page, ServerRequest request, ServerResponse response) {
        var link = tokens.verifyLink(request.path().pathParameters().get("token"))
                .filter(known -> known.page() == page)
                .orElseThrow(PageRoutes::notFound);
        var source = source(link);
        var text = String.join(
                "\n",
                merchants.retrieve(link.merchant()).name(),
                source.kind().noun() + " " + source.number(),
                "Amount: " + source.totalAmount(),
                "Status: " + source.status(),
                "",
                advice(link, source),
                "");
        // The address is a secret of the payer's; the text holds what merchants wrote and must not become a page.
        response.header(HeaderNames.CONTENT_TYPE, TEXT)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .send(text.getBytes(UTF_8));
    }

    private Source source(Link link) {
        var kind = Arrays.stream(SourceKind.values())
                .filter(known -> known.name().equals(link.sourceType()))
                .findFirst()
                .orElseThrow(PageRoutes::notFound);
        return switch (kind) {
            case ORDER -> orders.retrieve(link.merchant(), link.sourceId());
            case INVOICE -> invoices.retrieve(link.merchant(), link.sourceId());
        };
    }

    private String advice(Link link, Source source) {
        return switch (source.status()) {
            case IDLE -> "It is not ready to be paid yet.";
            case ACTIVE ->
                checkouts.isOver(link.merchant(), source.id())
                        ? "The time to pay it is over."
                        : "It waits for its payment.";
            case PROCESSING -> "Its payment is on the way.";
            case PAID -> "It is paid. Thank you.";
            case CANCELED -> "It is canceled. Do not pay it.";
        };
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("Link");
    }
}
