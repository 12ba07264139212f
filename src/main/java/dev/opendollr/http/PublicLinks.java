package dev.opendollr.http;

import dev.opendollr.http.Tokens.Link;
import java.util.Locale;
import java.util.function.Supplier;

/// The addresses of the pages that payers open, under the URL by which the world reaches this service.
public final class PublicLinks {
    private final Tokens tokens;
    private final Supplier<String> publicUrl;

    /// `publicUrl` is asked only when a request is answered: a server on a free port learns where it is by starting.
    public PublicLinks(Tokens tokens, Supplier<String> publicUrl) {
        this.tokens = tokens;
        this.publicUrl = publicUrl;
    }

    public String token(Link link) {
        return tokens.issueLink(link);
    }

    public String url(Link link) {
        return publicUrl.get() + path(link.page()) + "/" + token(link);
    }

    /// Where a page is, before its token.
    public static String path(Link.Page page) {
        return "/" + page.name().toLowerCase(Locale.ROOT);
    }
}
