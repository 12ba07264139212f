package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// One payer's use of a browser, with one tab or several. It ends with an assertion: no page loaded anything from
/// another host, broke its own content security policy, or had an error in its script.
public final class Visit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// What the browser says of a page that was answered with an error, as error pages are.
    private static final Pattern ANSWERED_WITH_AN_ERROR = Pattern.compile(
            "Failed to load resource: the server responded with a status of (403|404|413|429|500|503).*");

    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> loaded = new ArrayList<>();
    private boolean isOffline;

    Visit(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout((double) PATIENCE.toMillis());
        context.onRequest(this::asked);
        context.onConsoleMessage(this::said);
        context.onWebError(error -> complaints.add("script: " + error.error()));
    }

    /// A new tab with the page at `url`.
    public Page open(String url) {
        var tab = context.newPage();
        tab.navigate(url);
        return tab;
    }

    /// A new, empty tab.
    public Page tab() {
        return context.newPage();
    }

    /// What the tabs have asked for so far, pages and all that belongs to them.
    public List<String> loaded() {
        return List.copyOf(loaded);
    }

    /// Takes the network away, until it is given back.
    public void offline(boolean off) {
        isOffline = isOffline || off;
        context.setOffline(off);
    }

    /// Loses the answer to the next request with this method, which `act` makes, after the server has done what it
    /// asks.
    public void loseAnswer(String method, Runnable act) {
        var isLost = new AtomicBoolean();
        context.route("**/*", route -> {
            if (!route.request().method().equals(method)) {
                route.resume();
                return;
            }
            var _ = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
            route.abort("connectionreset");
            isLost.set(true);
        });
        act.run();
        context.waitForCondition(isLost::get);
        context.unrouteAll();
    }

    private void asked(Request request) {
        if (request.url().startsWith("data:") || request.url().startsWith("blob:")) {
            return;
        }
        loaded.add(request.url());
        if (!request.isNavigationRequest()
                && !origin(request.url()).equals(origin(request.frame().url()))) {
            complaints.add("from another host: " + request.url());
        }
    }

    private void said(ConsoleMessage message) {
        var isOfItsOwn = ANSWERED_WITH_AN_ERROR.matcher(message.text()).matches()
                || (isOffline && message.text().contains("net::ERR_INTERNET_DISCONNECTED"));
        if (message.type().equals("error") && !isOfItsOwn) {
            complaints.add("console: " + message.text());
        }
    }

    private static String origin(String url) {
        var address = URI.create(url);
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}
