package dev.opendollr.link;

import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.http.Status;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.source.Source;
import dev.opendollr.source.Sources;
import java.util.List;

/// The pages behind links, open to anyone who has the link: the merchant, the amount and the status of the
/// payment.
public final class PageRoutes implements Routes {
    private final PublicLinks links;
    private final Merchants merchants;
    private final Sources sources;
    private final TimeToPay timeToPay;

    public PageRoutes(PublicLinks links, Merchants merchants, Sources sources, TimeToPay timeToPay) {
        this.links = links;
        this.merchants = merchants;
        this.sources = sources;
        this.timeToPay = timeToPay;
    }

    @Override
    public void routing(Rules rules) {
        for (var page : Link.Page.values()) {
            rules.get(PublicLinks.path(page) + "/{token}", (request, response) -> show(page, request, response));
        }
    }

    private void show(Link.Page kind, Request request, Response response) {
        page(kind, request.pathParameter("token")).send(response);
    }

    /// Errors are pages as well: the reader uses a browser, not an API client.
    private PayerPage page(Link.Page kind, String token) {
        try {
            return links.read(token)
                    .filter(known -> known.page() == kind)
                    .map(this::page)
                    .orElseGet(PageRoutes::unknown);
        } catch (ProblemException refused) {
            return refused.problem() instanceof Unavailable ? busy() : unknown();
        }
    }

    private PayerPage page(Link link) {
        var merchant = merchants.retrieve(link.merchant());
        if (link.page() == Link.Page.PAY && merchant.verifiedAt().isEmpty()) {
            return new PayerPage(
                    Status.FORBIDDEN,
                    "No payment is possible",
                    List.of(merchant.name() + " takes no payments at present."));
        }
        var source = sources.retrieve(link.merchant(), link.sourceKind(), link.sourceId());
        var subject = source.kind().word() + " " + source.number();
        var heading = switch (link.page()) {
            case PAY -> "Payment of " + subject;
            case RECEIPT -> "Receipt for " + subject;
        };
        return new PayerPage(
                Status.OK,
                heading,
                List.of(
                        merchant.name(),
                        "Amount: " + source.totalAmount(),
                        "Status: " + source.status(),
                        advice(link, source)));
    }

    private String advice(Link link, Source source) {
        return switch (source.status()) {
            case IDLE -> "It is not ready to be paid yet.";
            case ACTIVE ->
                timeToPay.isOver(link.merchant(), source.id())
                        ? "The time to pay it is over."
                        : "It waits for its payment.";
            case PROCESSING -> "Its payment is on the way.";
            case PAID -> "It is paid. Thank you.";
            case CANCELED -> "It is canceled. Do not pay it.";
        };
    }

    private static PayerPage unknown() {
        return new PayerPage(
                Status.NOT_FOUND,
                "Link not found",
                List.of("This link leads nowhere. Ask whoever sent it to you for another one."));
    }

    private static PayerPage busy() {
        return new PayerPage(
                Status.SERVICE_UNAVAILABLE,
                "Not now",
                List.of("This page can not be shown at the moment. Try again in a minute."));
    }
}
