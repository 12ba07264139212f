package dev.opendollr.checkout;

import dev.opendollr.link.Link;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.PartyId;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// A checkout as the API writes it. Its link is the same in every mode.
record CheckoutJson(
        CheckoutMode mode,
        SourceKind sourceType,
        SourceId sourceId,
        String sourceNumber,
        SourceStatus sourceStatus,
        Optional<String> referenceId,
        CounterpartyId counterpartyId,
        PartyId partyId,
        String currency,
        BigDecimal totalAmount,
        Optional<Instant> dueDate,
        Optional<String> successUrl,
        Optional<String> cancelUrl,
        Optional<Instant> expiresAt,
        CheckoutId sourceCheckoutConfigId,
        String hostedPathOrToken,
        String url) {
    static CheckoutJson of(Checkouts.Created created, PublicLinks links) {
        var checkout = created.checkout();
        var source = created.source();
        var link = Link.to(Link.Page.PAY, source);
        return new CheckoutJson(
                checkout.mode(),
                source.kind(),
                source.id(),
                source.number(),
                source.status(),
                source.referenceId(),
                source.counterpartyId(),
                created.partyId(),
                source.totalAmount().getCurrencyUnit().getCode(),
                source.totalAmount().getAmount(),
                source.dueDate(),
                checkout.successUrl(),
                checkout.cancelUrl(),
                checkout.expiresAt(),
                checkout.id(),
                links.token(link),
                links.url(link));
    }

    /// The link is masked: anyone who has it can open the page.
    @Override
    public String toString() {
        return "CheckoutJson[sourceId=" + sourceId.value() + ", url=***]";
    }
}
