package dev.opendollr.base.http;

import dev.opendollr.base.http.Request.Head;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Checks requests before routing: a request that two programs could read in two ways reaches no handler.
final class Guard {
    private static final int PARAMETERS_MAX = 100;

    private static final String HOST = "Host";
    private static final String HTTP = "http://";
    private static final int HTTP_PORT = 80;
    private static final String HTTPS = "https://";
    private static final int HTTPS_PORT = 443;
    private static final String CHUNKED = "chunked";
    private static final String CONTINUE = "100-continue";
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String IN_SEGMENTS = "-._~:@!$&'()*+,=";
    /// The characters of segments and ten more. Browsers and HTTP clients do not encode the last seven.
    private static final String IN_QUERIES = IN_SEGMENTS + "/?;[]{}|^\"";
    /// Characters that another program could take for structure after decoding; `%` would start a second
    /// encoding.
    private static final String NEVER_ENCODED = "/\\;%";

    private final Set<String> names;
    private final boolean ownNamesOnly;

    private Guard(Set<String> names, boolean ownNamesOnly) {
        this.names = Set.copyOf(names);
        this.ownNamesOnly = ownNamesOnly;
    }

    /// `names` are the host names, in lower case, that a request target in absolute form may use for this
    /// server. A name includes a port if clients reach the server at another port than it listens on. `Host`
    /// may hold any name.
    static Guard forEverybody(Set<String> names) {
        return new Guard(names, false);
    }

    /// `Host` must be one of `names`, too. Otherwise a page in an operator's browser could make its own host
    /// name resolve to this machine and read every answer.
    static Guard forOperators(Set<String> names) {
        return new Guard(names, true);
    }

    /// Returns the target of the request or throws a [Refusal].
    Target check(Head head) {
        checkFraming(head);
        checkExpectation(head);
        var host = host(head);
        if (ownNamesOnly && host.filter(named -> !names.contains(named.host())).isPresent()) {
            throw new Refusal(Status.MISDIRECTED_REQUEST);
        }
        return target(head, host);
    }

    private static void checkFraming(Head head) {
        var codings = head.headers().all("Transfer-Encoding");
        boolean old = head.minor() == 0;
        if (!codings.isEmpty()) {
            boolean plain = codings.size() == 1 && codings.getFirst().equalsIgnoreCase(CHUNKED);
            if (!plain || old || head.headers().contains("Content-Length")) {
                throw new Refusal(Status.BAD_REQUEST, "The length of the body is not clear");
            }
        }
        if (old && WITH_BODY.contains(head.method()) && !head.headers().contains("Content-Length")) {
            throw new Refusal(Status.BAD_REQUEST, "HTTP/1.0 says the length of a body");
        }
    }

    private static void checkExpectation(Head head) {
        for (var expectation : head.headers().all("Expect")) {
            if (!expectation.equalsIgnoreCase(CONTINUE)) {
                throw new Refusal(Status.EXPECTATION_FAILED);
            }
        }
    }

    /// The single value of `Host`. Only HTTP/1.0 may omit it.
    private static Optional<Authority> host(Head head) {
        var sent = head.headers().all(HOST);
        if (sent.isEmpty() && head.minor() == 0) {
            return Optional.empty();
        }
        var host = head.headers().only(HOST).flatMap(Authority::parse);
        if (host.isEmpty()) {
            throw new Refusal(Status.BAD_REQUEST, "Host does not name one server");
        }
        return host;
    }

    private Target target(Head head, Optional<Authority> host) {
        var target = head.target();
        if (target.equals(Target.SERVER) && head.method().equals("OPTIONS")) {
            return new Target(target, List.of(), "", noQuery());
        }
        var local = target.startsWith("/") ? target : withoutHost(head, host);
        int mark = local.indexOf('?');
        var rawQuery = mark < 0 ? "" : local.substring(mark + 1);
        if (!isMadeOf(rawQuery, IN_QUERIES)) {
            throw new Refusal(Status.BAD_REQUEST, "The query holds a character that must be percent-encoded");
        }
        if (rawQuery.chars().filter(character -> character == '&').count() >= PARAMETERS_MAX) {
            throw new Refusal(Status.BAD_REQUEST, "The query has more than " + PARAMETERS_MAX + " parameters");
        }
        var query = Query.parse(rawQuery)
                .orElseThrow(() -> new Refusal(Status.BAD_REQUEST, "The query is not UTF-8 in percent-encoding"));
        return path(mark < 0 ? local : local.substring(0, mark), rawQuery, query);
    }

    private static Query noQuery() {
        return Query.parse("").orElseThrow();
    }

    /// The path of `http://host/path`, if the host is this server and equals the header `Host`.
    private String withoutHost(Head head, Optional<Authority> host) {
        var target = head.target();
        var scheme = Stream.of(HTTP, HTTPS)
                .filter(known -> target.regionMatches(true, 0, known, 0, known.length()))
                .findFirst()
                .orElseThrow(Guard::badTarget);
        int defaultPort = scheme.equals(HTTPS) ? HTTPS_PORT : HTTP_PORT;
        var rest = target.substring(scheme.length());
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        var authority = Authority.parse(rest.substring(0, end)).orElseThrow(Guard::badTarget);
        boolean agreed = host.isEmpty() || authority.isSame(host.get(), defaultPort);
        if (!agreed || !isThisServer(authority, defaultPort, head.localPort())) {
            throw badTarget();
        }
        return rest.startsWith("/", end) ? rest.substring(end) : "/" + rest.substring(end);
    }

    /// A proxy that listens on the default port and forwards to this server is addressed without a port.
    private boolean isThisServer(Authority authority, int defaultPort, int localPort) {
        int port = authority.port().orElse(defaultPort);
        return names.contains(authority.host() + ":" + port)
                || (names.contains(authority.host()) && (port == defaultPort || port == localPort));
    }

    private static Refusal badTarget() {
        return new Refusal(Status.BAD_REQUEST, "The address of the request is not one of this server");
    }

    /// Accepts only a path in its normal form. A single slash at the end is ignored.
    private static Target path(String raw, String rawQuery, Query query) {
        if (raw.indexOf('#') >= 0) {
            throw badTarget();
        }
        var path = raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        var segments = List.of(path.substring(1).split("/", -1));
        boolean normal = segments.stream().allMatch(Guard::isNormal);
        if (!normal && !raw.equals("/")) {
            throw new Refusal(Status.NOT_FOUND);
        }
        return new Target(path, segments, rawQuery, query);
    }

    private static boolean isNormal(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && isMadeOf(segment, IN_SEGMENTS)
                && isEncodedOnlyWhereNeeded(segment)
                && PercentEncoding.decode(segment).isPresent();
    }

    private static boolean isMadeOf(String text, String others) {
        return text.chars()
                .allMatch(
                        character -> isLetterOrDigit(character) || character == '%' || others.indexOf(character) >= 0);
    }

    /// Whether only bytes that need it are percent-encoded, in upper case as in the normal form. Unreserved
    /// characters must not be encoded.
    private static boolean isEncodedOnlyWhereNeeded(String segment) {
        for (int i = segment.indexOf('%'); i >= 0; i = segment.indexOf('%', i + 1)) {
            if (!PercentEncoding.isEncodedByte(segment, i)) {
                return false;
            }
            var digits = segment.substring(i + 1, i + 3);
            int decoded = HexFormat.fromHexDigits(digits);
            boolean unreserved = isLetterOrDigit(decoded) || "-._~".indexOf(decoded) >= 0;
            boolean control = decoded < ' ' || decoded == 0x7F;
            if (unreserved
                    || control
                    || NEVER_ENCODED.indexOf(decoded) >= 0
                    || !digits.equals(digits.toUpperCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
