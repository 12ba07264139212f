package dev.opendollr.link;

import dev.opendollr.base.token.Claims;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.Signatures;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.link.Link.Page;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The addresses of the pages that payers open, under the public URL of this service.
public final class PublicLinks {
    private static final String PAGE = "page";
    private static final String SOURCE_TYPE = "source_type";
    private static final String SOURCE_ID = "source_id";

    private final Signatures signatures;
    private final Supplier<String> publicUrl;

    /// `publicUrl` is read only when a request is answered: a server that chooses a free port knows its address
    /// only after it has started.
    public PublicLinks(TokenKeys keys, Supplier<String> publicUrl) {
        signatures = new Signatures(keys, Purpose.LINK);
        this.publicUrl = publicUrl;
    }

    public String token(Link link) {
        return signatures.sign(Claims.of(link.merchant())
                .with(PAGE, link.page().name())
                .with(SOURCE_TYPE, link.sourceKind().name())
                .with(SOURCE_ID, link.sourceId().value()));
    }

    public String url(Link link) {
        return publicUrl.get() + path(link.page()) + "/" + token(link);
    }

    /// The target of a token; empty if this service did not sign it as a link.
    public Optional<Link> read(String token) {
        return signatures.read(token).flatMap(PublicLinks::link);
    }

    private static Optional<Link> link(Claims claims) {
        var page = claims.choice(PAGE, Page.class);
        var kind = claims.choice(SOURCE_TYPE, SourceKind.class);
        var source = claims.number(SOURCE_ID).map(SourceId::new);
        return page.isEmpty() || kind.isEmpty() || source.isEmpty()
                ? Optional.empty()
                : Optional.of(new Link(page.get(), claims.merchant(), kind.get(), source.get()));
    }

    /// The path of a page, without the token.
    public static String path(Page page) {
        return "/" + page.name().toLowerCase(Locale.ROOT);
    }
}
