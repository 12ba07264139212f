package dev.opendollr.gateway.sandbox;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.CardChoice;
import dev.opendollr.gateway.Hint;
import dev.opendollr.gateway.Hints;
import dev.opendollr.gateway.RefusalKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The hints of the sandbox: it knows its outages, its cards and the page of its bank. The rest it takes from
/// `configured`.
final class SandboxHints implements Hints {
    private final Hints configured;
    private final Outages outages;

    SandboxHints(Hints configured, Outages outages) {
        this.configured = configured;
        this.outages = outages;
    }

    @Override
    public Optional<Hint> of(PaymentMethod method) {
        return configured.of(method);
    }

    @Override
    public Set<PaymentMethod> outOfOrder(MerchantId merchant) {
        return outages.list(merchant).stream().map(Outage::method).collect(toUnmodifiableSet());
    }

    @Override
    public List<CardChoice> cards() {
        return Arrays.stream(TestCard.values())
                .map(card -> new CardChoice(card.token(), card.title()))
                .toList();
    }

    @Override
    public RefusalKind kind(PaymentMethod method, String declineCode) {
        return configured.kind(method, declineCode);
    }

    @Override
    public Optional<String> challenge(String clientSecret, String returnPath) {
        var back = new ReturnPath(returnPath);
        return Optional.of(clientSecret)
                .filter(Challenges::isSecret)
                .map(secret -> ChallengeRoutes.address(secret, back));
    }
}
