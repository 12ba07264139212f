package dev.opendollr.feed;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.identity.MerchantId;
import java.time.Duration;
import java.util.Optional;

/// The HTTP face of [Feed].
public final class FeedRoutes implements Routes {
    private static final String AFTER = "after";
    private static final int WAIT_SECONDS_MAX = 30;

    private final Authentication authentication;
    private final Cursors cursors;
    private final Feed feed;
    private final FeedWatch watch;

    public FeedRoutes(Authentication authentication, Cursors cursors, Feed feed, FeedWatch watch) {
        this.authentication = authentication;
        this.cursors = cursors;
        this.feed = feed;
        this.watch = watch;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/{version}/events", this::list);
    }

    private void list(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var after = after(input, caller.merchant());
        var page = input.pageByCursor();
        var wait = Duration.ofSeconds(
                input.queryNumber("wait", 0, WAIT_SECONDS_MAX).orElse(0L));
        input.check();
        var rows = page.of(response, Event::number, EventJson::of);
        var part = feed.read(caller.merchant(), after, rows);
        if (part.isEmpty() && wait.isPositive()) {
            request.onlyWaits();
            watch.await(caller.merchant(), part.next(), wait);
            // Its token may have been revoked meanwhile.
            var _ = authentication.caller(request);
            part = feed.read(caller.merchant(), Optional.of(part.next()), rows);
        }
        rows.answer(cursors.issue(caller.merchant(), part.next()));
    }

    private Optional<Long> after(Input input, MerchantId merchant) {
        var text = input.query(AFTER);
        var number = text.flatMap(sent -> cursors.read(merchant, sent));
        if (text.isPresent() && number.isEmpty()) {
            input.refuseQuery(AFTER, "it is no cursor of yours, take it from the Link of an answer or leave it out");
        }
        return number;
    }
}
