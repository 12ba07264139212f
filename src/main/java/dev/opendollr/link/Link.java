package dev.opendollr.link;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;

/// What a link leads to: one page about one source. A link does not end by itself: it is good as long as the key that
/// signed it is accepted, and its page tells where the source stands by then. The same link is always the same text.
public record Link(Page page, MerchantId merchant, SourceKind sourceKind, SourceId sourceId) {
    public enum Page {
        PAY,
        RECEIPT
    }

    public static Link to(Page page, Source source) {
        return new Link(page, source.merchant(), source.kind(), source.id());
    }
}
