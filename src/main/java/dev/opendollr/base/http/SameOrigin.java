package dev.opendollr.base.http;

import dev.opendollr.base.problem.Problem.Forbidden;
import dev.opendollr.base.problem.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses forms that a browser sends from a page of another site.
///
/// Only a browser writes the two headers, and a page cannot change them. A request without them is accepted:
/// old browsers do not send them. So this never replaces the secret in the form.
public final class SameOrigin {
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String SAME_ORIGIN = "same-origin";
    private static final Set<String> FROM_HERE = Set.of(SAME_ORIGIN, "none");
    private static final String ORIGIN = "Origin";
    /// What browsers send as the origin of a page whose address is a secret (`Referrer-Policy: no-referrer`).
    private static final String HIDDEN = "null";
    private static final String AFTER_SCHEME = "://";

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private SameOrigin() {}

    /// A scheme and a server. `port` is never absent.
    private record Origin(String scheme, String host, int port) {
        static Optional<Origin> parse(String text) {
            int mark = text.indexOf(AFTER_SCHEME);
            if (mark < 0) {
                return Optional.empty();
            }
            var scheme = text.substring(0, mark).toLowerCase(Locale.ROOT);
            return Authority.parse(text.substring(mark + AFTER_SCHEME.length()))
                    .filter(_ -> scheme.equals("http") || scheme.equals("https"))
                    .map(server -> of(scheme, server));
        }

        /// Of a URL that may have a path.
        static Optional<Origin> ofUrl(String url) {
            int path = url.indexOf('/', url.indexOf(AFTER_SCHEME) + AFTER_SCHEME.length());
            return parse(path < 0 ? url : url.substring(0, path));
        }

        static Origin of(String scheme, Authority server) {
            return new Origin(
                    scheme, server.host(), server.port().orElse(scheme.equals("https") ? HTTPS_PORT : HTTP_PORT));
        }
    }

    /// Throws if the request comes from a page of another site than `publicUrl` or the host that it was sent
    /// to. A proxy may end TLS, so the scheme before that host is not known here.
    public static void check(Request request, String publicUrl) {
        var headers = request.headers();
        boolean isForeign = headers.all(FETCH_SITE).stream().anyMatch(site -> !FROM_HERE.contains(site))
                || headers.all(ORIGIN).stream().anyMatch(origin -> !isOurs(origin, headers, publicUrl));
        if (isForeign) {
            throw new ProblemException(new Forbidden(new PageReason.FromAnotherSite()));
        }
    }

    /// Whether a page of ours has led the browser here, as far as the browser says anything. It says otherwise of an
    /// address that was typed, or opened from a message.
    public static boolean isLedByUs(Request request) {
        return request.headers().all(FETCH_SITE).stream().allMatch(SAME_ORIGIN::equals);
    }

    private static boolean isOurs(String sent, Headers headers, String publicUrl) {
        return sent.equals(HIDDEN)
                || Origin.parse(sent)
                        .filter(origin -> ours(headers, publicUrl).anyMatch(origin::equals))
                        .isPresent();
    }

    private static Stream<Origin> ours(Headers headers, String publicUrl) {
        var named = headers.only("Host").flatMap(Authority::parse);
        return Stream.concat(
                Origin.ofUrl(publicUrl).stream(),
                named.stream().flatMap(host -> Stream.of(Origin.of("http", host), Origin.of("https", host))));
    }
}
