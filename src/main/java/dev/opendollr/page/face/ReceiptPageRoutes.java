package dev.opendollr.page.face;

import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.http.Status;
import dev.opendollr.base.work.Computing;
import dev.opendollr.link.Link;
import dev.opendollr.link.Link.Page;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.page.PageKind;
import dev.opendollr.page.Sight;
import dev.opendollr.page.Sights;
import dev.opendollr.page.receipt.Receipts;
import dev.opendollr.page.template.JtereceiptGenerated;

/// The receipt that a payer reads behind a link.
public final class ReceiptPageRoutes implements Routes {
    private static final String PAGE = "receipt";

    private final Followed followed;
    private final Sights sights;
    private final Receipts receipts;
    private final Frames frames;
    private final PlainPages plain;

    public ReceiptPageRoutes(Followed followed, Sights sights, Receipts receipts, Frames frames, PlainPages plain) {
        this.followed = followed;
        this.sights = sights;
        this.receipts = receipts;
        this.frames = frames;
        this.plain = plain;
    }

    @Override
    public void routing(Rules rules) {
        rules.get(PublicLinks.path(Page.RECEIPT) + "/{" + Followed.TOKEN + "}", this::receipt);
    }

    private void receipt(Request request, Response response) {
        var link = followed.link(Page.RECEIPT, request);
        var sight = link.flatMap(sights::see);
        if (sight.isEmpty()) {
            plain.linkUnknown(request, response);
        } else if (sight.get().page() == PageKind.RECEIPT) {
            show(link.orElseThrow(), sight.get(), request, response);
        } else {
            plain.noReceipt(request, response);
        }
    }

    private void show(Link link, Sight sight, Request request, Response response) {
        var texts = Frames.texts(request);
        var view = receipts.view(link, sight, texts);
        var frame = frames.frame(
                texts, PAGE, texts.say("receipt.title", view.number()), language -> "?" + Frames.query(language));
        Computing.begin();
        Answered.page(
                request,
                response,
                Status.OK,
                texts.language(),
                out -> JtereceiptGenerated.render(out, null, frame, view));
    }
}
