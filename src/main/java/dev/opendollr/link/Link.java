package dev.opendollr.link;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;

/// The target of a link: one page about one source. A link does not expire: it is valid as long as the key that
/// sealed it is accepted. Its page shows the current status of the source. The same link is always the same
/// text, as long as the sealing key stays the same.
public record Link(Page page, MerchantId merchant, SourceKind sourceKind, SourceId sourceId) {
    public enum Page {
        PAY,
        RECEIPT
    }

    public static Link to(Page page, Source source) {
        return new Link(page, source.merchant(), source.kind(), source.id());
    }
}
