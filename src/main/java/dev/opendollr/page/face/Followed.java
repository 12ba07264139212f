package dev.opendollr.page.face;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Request;
import dev.opendollr.link.Link;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.link.UnknownLinks;
import java.util.Optional;

/// The links that payers follow. The path of each names its token `{token}`.
public final class Followed {
    static final String TOKEN = "token";

    private final PublicLinks links;
    private final UnknownLinks unknown;

    public Followed(PublicLinks links, UnknownLinks unknown) {
        this.links = links;
        this.unknown = unknown;
    }

    /// The link of the request, which from now on is one of the merchant's payers. Empty if nobody was given such a
    /// link to this page: the network that asks is counted, and refused when it guesses too often.
    Optional<Link> link(Link.Page page, Request request) {
        var link = links.read(request.pathParameter(TOKEN)).filter(found -> found.page() == page);
        link.ifPresentOrElse(
                found -> Authentication.payer(request, found.merchant()), () -> unknown.met(request.network()));
        return link;
    }
}
