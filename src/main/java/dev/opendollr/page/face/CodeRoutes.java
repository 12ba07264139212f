package dev.opendollr.page.face;

import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.work.Computing;
import dev.opendollr.link.Link.Page;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.page.receipt.Code;

/// The QR code of a link as a picture, for a shop's counter or a printed invoice. It asks no database: the code is
/// made of the link alone.
public final class CodeRoutes implements Routes {
    private final Followed followed;
    private final PublicLinks links;
    private final PlainPages plain;

    public CodeRoutes(Followed followed, PublicLinks links, PlainPages plain) {
        this.followed = followed;
        this.links = links;
        this.plain = plain;
    }

    @Override
    public void routing(Rules rules) {
        for (var page : Page.values()) {
            rules.get(
                    PublicLinks.path(page) + "/{" + Followed.TOKEN + "}/code.svg",
                    (request, response) -> code(page, request, response));
        }
    }

    private void code(Page page, Request request, Response response) {
        var link = followed.link(page, request);
        if (link.isEmpty()) {
            plain.linkUnknown(request, response);
            return;
        }
        Computing.begin();
        Answered.picture(request, response, Code.of(links.url(link.get())).svg());
    }
}
