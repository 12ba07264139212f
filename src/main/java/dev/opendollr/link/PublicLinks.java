package dev.opendollr.link;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.ShortSeals;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.link.Link.Page;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The addresses of the pages that payers open, under the public URL of this service.
///
/// The token of a link is the link itself, sealed. So no link is stored, and a token that was guessed or
/// changed is recognized without the database.
public final class PublicLinks {
    /// The characters of a token. An address with it is short enough for one SMS.
    public static final int TOKEN_LENGTH = 44;

    private static final int BYTES = 1 + 2 * Long.BYTES;
    /// The form of the content. It is in the first four bits; the page and the kind of the source follow.
    private static final int FORM = 1 << 4;
    private static final int RECEIPT_BIT = 1 << 3;
    private static final int KIND_MASK = 7;

    private final ShortSeals seals;
    private final Supplier<String> publicUrl;

    /// `publicUrl` is read only when a request is answered: a server that chooses a free port knows its address
    /// only after it has started.
    public PublicLinks(TokenKeys keys, Supplier<String> publicUrl) {
        seals = new ShortSeals(keys, Purpose.LINK);
        this.publicUrl = publicUrl;
    }

    /// The same link always has the same token, as long as the sealing key stays the same.
    public String token(Link link) {
        return seals.seal(ByteBuffer.allocate(BYTES)
                .put((byte) (FORM | bits(link.page()) | bits(link.sourceKind())))
                .putLong(link.merchant().value())
                .putLong(link.sourceId().value())
                .array());
    }

    public String url(Link link) {
        return publicUrl.get() + path(link.page()) + "/" + token(link);
    }

    /// The target of a token; empty if this service did not seal it as a link. Does not use the database.
    public Optional<Link> read(String token) {
        return token.length() == TOKEN_LENGTH ? seals.open(token).flatMap(PublicLinks::link) : Optional.empty();
    }

    private static Optional<Link> link(byte[] content) {
        var bytes = ByteBuffer.wrap(content);
        int first = bytes.get();
        var page = Arrays.stream(Page.values())
                .filter(one -> bits(one) == (first & RECEIPT_BIT))
                .findFirst();
        var kind = Arrays.stream(SourceKind.values())
                .filter(one -> bits(one) == (first & KIND_MASK))
                .findFirst();
        return (first & ~(RECEIPT_BIT | KIND_MASK)) != FORM || page.isEmpty() || kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new Link(
                        page.get(), new MerchantId(bytes.getLong()), kind.get(), new SourceId(bytes.getLong())));
    }

    /// These numbers are in links that payers keep: they never change.
    private static int bits(Page page) {
        return switch (page) {
            case PAY -> 0;
            case RECEIPT -> RECEIPT_BIT;
        };
    }

    private static int bits(SourceKind kind) {
        return switch (kind) {
            case ORDER -> 1;
            case INVOICE -> 2;
        };
    }

    /// The path of a page, without the token.
    public static String path(Page page) {
        return "/" + page.name().toLowerCase(Locale.ROOT);
    }

    /// Whether the target of a request, as it was sent, is below the path of a page.
    public static boolean isPage(String target) {
        return Arrays.stream(Page.values()).anyMatch(page -> target.startsWith(path(page) + "/"));
    }
}
