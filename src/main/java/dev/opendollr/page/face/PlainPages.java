package dev.opendollr.page.face;

import dev.opendollr.base.http.ErrorPages;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Status;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.page.PlainPage;
import dev.opendollr.page.template.JteplainGenerated;
import dev.opendollr.page.text.Language;
import dev.opendollr.page.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pages of a few sentences, for whoever meets an error at the address of a page.
public final class PlainPages implements ErrorPages {
    private static final int SECONDS_SHOWN_MAX = 120;

    private final Frames frames;

    public PlainPages(Frames frames) {
        this.frames = frames;
    }

    @Override
    public boolean isPage(String target) {
        return PublicLinks.isPage(target);
    }

    @Override
    public void answer(Failed failed, Response response) {
        var texts = Texts.of(Language.of(
                failed.headers().all("Accept-Language"), failed.query().get(Frames.LANGUAGE)));
        var frame = frames.frame(
                texts, "error-" + failed.status().code(), heading(texts, failed.status()), PlainPages::address);
        var again = Optional.of(texts.say("common.try_again")).filter(_ -> mayAskAgain(failed.status()));
        var page = new PlainPage(heading(texts, failed.status()), sentences(texts, failed), again);
        Answered.page(
                failed.headers().all("Accept-Encoding"),
                response,
                failed.status(),
                texts.language(),
                out -> JteplainGenerated.render(out, null, frame, page));
    }

    /// Nobody was given this link.
    void linkUnknown(Request request, Response response) {
        var texts = Frames.texts(request);
        show(
                request,
                response,
                texts,
                Status.NOT_FOUND,
                "link_unknown",
                new PlainPage(
                        texts.say("error.link_unknown.heading"),
                        List.of(texts.say("error.link_unknown.text")),
                        Optional.empty()));
    }

    /// Nothing was paid behind this link to a receipt.
    void noReceipt(Request request, Response response) {
        var texts = Frames.texts(request);
        show(
                request,
                response,
                texts,
                Status.OK,
                "no_receipt",
                new PlainPage(
                        texts.say("receipt.none.heading"),
                        List.of(texts.say("receipt.none.text")),
                        Optional.of(texts.say("pay.way.look_again"))));
    }

    private void show(Request request, Response response, Texts texts, Status status, String name, PlainPage page) {
        var frame = frames.frame(texts, name, page.heading(), PlainPages::address);
        Answered.page(
                request, response, status, texts.language(), out -> JteplainGenerated.render(out, null, frame, page));
    }

    /// The same address: an error has no step to keep.
    private static String address(Language language) {
        return "?" + Frames.query(language);
    }

    private static List<String> sentences(Texts texts, Failed failed) {
        List<String> sentences = new ArrayList<>();
        sentences.add(text(texts, failed.status()));
        failed.retryAfter().ifPresent(wait -> sentences.add(wait(texts, wait)));
        if (failed.status() == Status.INTERNAL_SERVER_ERROR) {
            sentences.add(texts.say("error.request", failed.id().text()));
        }
        return sentences;
    }

    private static String wait(Texts texts, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return seconds <= SECONDS_SHOWN_MAX
                ? texts.say("error.wait_seconds", Long.toString(seconds))
                : texts.say(
                        "error.wait_minutes", Long.toString(wait.plusSeconds(59).toMinutes()));
    }

    private static String heading(Texts texts, Status status) {
        return switch (kind(status)) {
            case NOT_FOUND -> texts.say("error.not_found.heading");
            case FOREIGN -> texts.say("error.foreign.heading");
            case NOT_UNDERSTOOD -> texts.say("error.not_understood.heading");
            case TOO_LARGE -> texts.say("error.too_large.heading");
            case TOO_MANY -> texts.say("error.too_many.heading");
            case BUG -> texts.say("error.bug.heading");
            case BUSY -> texts.say("error.busy.heading");
        };
    }

    private static String text(Texts texts, Status status) {
        return switch (kind(status)) {
            case NOT_FOUND -> texts.say("error.not_found.text");
            case FOREIGN -> texts.say("error.foreign.text");
            case NOT_UNDERSTOOD -> texts.say("error.not_understood.text");
            case TOO_LARGE -> texts.say("error.too_large.text");
            case TOO_MANY -> texts.say("error.too_many.text");
            case BUG -> texts.say("error.bug.text");
            case BUSY -> texts.say("error.busy.text");
        };
    }

    private static boolean mayAskAgain(Status status) {
        return switch (kind(status)) {
            case FOREIGN, NOT_UNDERSTOOD, TOO_MANY, BUG, BUSY -> true;
            case NOT_FOUND, TOO_LARGE -> false;
        };
    }

    /// What an error means to whoever reads of it.
    private enum Kind {
        NOT_FOUND,
        /// Another site has sent the form.
        FOREIGN,
        /// The browser, or what stands between, sends what no page asks for.
        NOT_UNDERSTOOD,
        TOO_LARGE,
        TOO_MANY,
        BUG,
        BUSY
    }

    private static Kind kind(Status status) {
        return switch (status) {
            case NOT_FOUND, GONE -> Kind.NOT_FOUND;
            case UNAUTHORIZED, FORBIDDEN -> Kind.FOREIGN;
            case BAD_REQUEST,
                    METHOD_NOT_ALLOWED,
                    UNSUPPORTED_MEDIA_TYPE,
                    EXPECTATION_FAILED,
                    MISDIRECTED_REQUEST,
                    UNPROCESSABLE_CONTENT,
                    NOT_IMPLEMENTED,
                    VERSION_NOT_SUPPORTED -> Kind.NOT_UNDERSTOOD;
            case CONTENT_TOO_LARGE, URI_TOO_LONG, HEADERS_TOO_LARGE -> Kind.TOO_LARGE;
            case TOO_MANY_REQUESTS -> Kind.TOO_MANY;
            case INTERNAL_SERVER_ERROR -> Kind.BUG;
            case SERVICE_UNAVAILABLE -> Kind.BUSY;
            case OK, SEE_OTHER, NOT_MODIFIED, TEMPORARY_REDIRECT ->
                throw new IllegalArgumentException(status + " is no error");
        };
    }
}
