package dev.opendollr.page.face;

import dev.opendollr.base.http.Form;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.http.SameOrigin;
import dev.opendollr.base.http.Status;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.work.Computing;
import dev.opendollr.link.Link;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.page.Frame;
import dev.opendollr.page.Sight;
import dev.opendollr.page.Sights;
import dev.opendollr.page.pay.Addresses;
import dev.opendollr.page.pay.PayPage;
import dev.opendollr.page.pay.PayPages;
import dev.opendollr.page.pay.PaySteps;
import dev.opendollr.page.pay.Seen;
import dev.opendollr.page.pay.Typed;
import dev.opendollr.page.template.JtepaycheckGenerated;
import dev.opendollr.page.template.JtepayendGenerated;
import dev.opendollr.page.template.JtepayhowGenerated;
import dev.opendollr.page.template.JtepaywaitGenerated;
import dev.opendollr.page.template.JtepaywhatGenerated;
import dev.opendollr.page.text.Language;
import dev.opendollr.page.text.Texts;
import gg.jte.html.HtmlTemplateOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The page on which a payer pays: its steps, and how the payment stands. A GET writes nothing, since programs that
/// show previews of links fetch them too. A POST answers with 303, so that a reload sends no form again.
public final class PayRoutes implements Routes {
    private static final String PAGE = PublicLinks.path(Link.Page.PAY) + "/{" + Followed.TOKEN + "}";
    /// How soon a browser without JavaScript asks for the page of a payment that is under way again.
    private static final Duration ASKS_AGAIN_AFTER = Duration.ofSeconds(5);

    /// With more items, making a page noticeably delays other requests.
    private static final int ITEMS_QUICKLY_SHOWN_MAX = 20;

    private final Followed followed;
    private final PublicLinks links;
    private final Sights sights;
    private final PayPages pages;
    private final PaySteps steps;
    private final Frames frames;
    private final PlainPages plain;
    private final Supplier<String> publicUrl;

    public PayRoutes(
            Followed followed,
            PublicLinks links,
            Sights sights,
            PayPages pages,
            PaySteps steps,
            Frames frames,
            PlainPages plain,
            Supplier<String> publicUrl) {
        this.followed = followed;
        this.links = links;
        this.sights = sights;
        this.pages = pages;
        this.steps = steps;
        this.frames = frames;
        this.plain = plain;
        this.publicUrl = publicUrl;
    }

    @Override
    public void routing(Rules rules) {
        rules.get(PAGE, this::show).post(PAGE, this::take).get(PAGE + "/now", this::now);
    }

    private void show(Request request, Response response) {
        known(request)
                .ifPresentOrElse(known -> show(known, request, response), () -> plain.linkUnknown(request, response));
    }

    private void show(Known known, Request request, Response response) {
        if (known.sight().items().size() > ITEMS_QUICKLY_SHOWN_MAX) {
            Computing.begin();
        }
        var texts = Frames.texts(request);
        var sealed = request.query().get(Addresses.FORM);
        var addresses = addresses(request, known.link());
        boolean isLedByUs = SameOrigin.isLedByUs(request);
        var page = pages.page(known.link(), known.sight(), sealed, isLedByUs, texts, addresses);
        var frame = frame(page, texts, language -> switched(addresses.in(Frames.query(language)), sealed));
        Answered.page(request, response, status(page, response), texts.language(), new Framed(frame, page)::write);
    }

    /// The address of the same page in another language.
    private static String switched(Addresses addresses, Optional<String> sealed) {
        return sealed.map(addresses::step).orElseGet(addresses::state);
    }

    /// A form may arrive slowly, so it is read before the state.
    private void take(Request request, Response response) {
        SameOrigin.check(request, publicUrl.get());
        var link = followed.link(Link.Page.PAY, request);
        var form = link.map(_ -> Input.unversioned(request).form());
        link.flatMap(this::known)
                .ifPresentOrElse(
                        known -> take(known, form.orElseThrow(), request, response),
                        () -> plain.linkUnknown(request, response));
    }

    private void take(Known known, Form form, Request request, Response response) {
        var link = known.link();
        var caller =
                new Caller.ByLink(link.merchant(), link.sourceId(), request.id().text());
        var next = steps.next(link, known.sight(), caller, form.text("form"), typed(form));
        Reply.seeOther(response, addresses(request, link).step(next));
    }

    private static Typed typed(Form form) {
        return new Typed(
                field(form, "country"),
                field(form, "currency"),
                field(form, "number"),
                field(form, "operator"),
                field(form, "card"));
    }

    private static Optional<String> field(Form form, String name) {
        return form.text(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void now(Request request, Response response) {
        known(request)
                .ifPresentOrElse(
                        known -> Reply.ok(
                                Answered.secret(response),
                                new NowJson(Seen.of(known.sight()).text())),
                        () -> plain.linkUnknown(request, response));
    }

    /// What the script compares with the page that it shows.
    private record NowJson(String seen) {}

    /// A link that someone was given, and how its source stands.
    private record Known(Link link, Sight sight) {}

    private Optional<Known> known(Request request) {
        return followed.link(Link.Page.PAY, request).flatMap(this::known);
    }

    private Optional<Known> known(Link link) {
        return sights.see(link).map(sight -> new Known(link, sight));
    }

    private Addresses addresses(Request request, Link link) {
        var receipt = new Link(Link.Page.RECEIPT, link.merchant(), link.sourceKind(), link.sourceId());
        var chosen = request.query().get(Frames.LANGUAGE).flatMap(Language::ofCode);
        return new Addresses(
                PublicLinks.path(Link.Page.PAY) + "/" + request.pathParameter(Followed.TOKEN),
                links.url(receipt),
                chosen.map(Frames::query));
    }

    private static Status status(PayPage page, Response response) {
        if (!(page instanceof PayPage.End end)) {
            return Status.OK;
        }
        end.retryAfter().ifPresent(time -> Reply.retryAfter(response, time));
        return status(end.httpStatus());
    }

    private static Status status(int code) {
        return Arrays.stream(Status.values())
                .filter(status -> status.code() == code)
                .findFirst()
                .orElseThrow();
    }

    /// A page with its frame, ready to be written.
    private record Framed(Frame frame, PayPage page) {
        void write(HtmlTemplateOutput out) {
            switch (page) {
                case PayPage.What(var _, var _, var view) -> JtepaywhatGenerated.render(out, null, frame, view);
                case PayPage.How(var _, var _, var view) -> JtepayhowGenerated.render(out, null, frame, view);
                case PayPage.Check(var _, var _, var view) -> JtepaycheckGenerated.render(out, null, frame, view);
                case PayPage.Wait(var _, var _, var _, var view) -> JtepaywaitGenerated.render(out, null, frame, view);
                case PayPage.End(var _, var _, var _, var _, var view) ->
                    JtepayendGenerated.render(out, null, frame, view);
            }
        }
    }

    private Frame frame(PayPage page, Texts texts, Function<Language, String> switched) {
        var frame = frames.frame(texts, page.name(), page.title(), switched).withScript(frames.script());
        return page instanceof PayPage.Wait wait && wait.isYoung() ? frame.withRefresh(ASKS_AGAIN_AFTER) : frame;
    }
}
