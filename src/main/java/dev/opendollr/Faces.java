package dev.opendollr;

import dev.opendollr.account.PaymentAccountRoutes;
import dev.opendollr.base.http.AccessTokens;
import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.WebAddress;
import dev.opendollr.base.idempotency.Creations;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.checkout.CheckoutRoutes;
import dev.opendollr.execution.ExecutionRoutes;
import dev.opendollr.execution.PaymentRoutes;
import dev.opendollr.feed.Cursors;
import dev.opendollr.feed.FeedRoutes;
import dev.opendollr.ledger.WalletRoutes;
import dev.opendollr.link.LinkRoutes;
import dev.opendollr.link.PageRoutes;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.merchant.MerchantRoutes;
import dev.opendollr.merchant.TokenRoutes;
import dev.opendollr.party.CounterpartyRoutes;
import dev.opendollr.party.PartyRoutes;
import dev.opendollr.prediction.PredictionRoutes;
import dev.opendollr.pricing.FeeRoutes;
import dev.opendollr.realtime.RealtimeKeys;
import dev.opendollr.realtime.RealtimeRoutes;
import dev.opendollr.receipt.ReceiptRoutes;
import dev.opendollr.session.SessionRoutes;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceRoutes;
import dev.opendollr.source.StatusRoutes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The routes of all features, each built on [Doors].
final class Faces {
    private final Doors doors;
    private final TokenKeys keys;
    private final PublicLinks links;
    private final WebAddress.Plain plainAddresses;
    private final Authentication authentication;
    private final Creations creations;
    private final TokenRoutes logins;

    /// `plainAddresses` tells to which shop addresses a payer may be redirected without TLS.
    Faces(Doors doors, TokenKeys keys, Supplier<String> publicUrl, WebAddress.Plain plainAddresses) {
        this.doors = doors;
        this.keys = keys;
        this.plainAddresses = plainAddresses;
        links = new PublicLinks(keys, publicUrl);
        var tokens = new AccessTokens(doors.realTime(), keys);
        authentication = new Authentication(tokens, doors.credentials()::isRevoked);
        creations = new Creations(doors.database(), doors.realTime());
        logins = new TokenRoutes(doors.credentials(), tokens);
    }

    Authentication authentication() {
        return authentication;
    }

    TokenRoutes logins() {
        return logins;
    }

    List<Routes> routes() {
        return Stream.concat(Arrays.stream(SourceKind.values()).flatMap(this::ofSources), ofAllElse())
                .toList();
    }

    /// Orders and invoices are answered under names of their own.
    private Stream<Routes> ofSources(SourceKind kind) {
        var sources = doors.sources();
        return Stream.of(
                new SourceRoutes(kind, authentication, creations, sources, doors.items()),
                new ReceiptRoutes(kind, authentication, sources, doors.executions()),
                new PaymentRoutes(kind, authentication, sources, doors.executions()));
    }

    private Stream<Routes> ofAllElse() {
        var sources = doors.sources();
        var merchants = doors.merchants();
        return Stream.of(
                new StatusRoutes(authentication, sources),
                new SessionRoutes(authentication, creations, merchants, doors.sessions()),
                new ExecutionRoutes(authentication, merchants, doors.passcodes(), doors.executions()),
                new WalletRoutes(authentication, doors.wallets()),
                new FeedRoutes(authentication, new Cursors(keys), doors.feed(), doors.feedWatch()),
                new PartyRoutes(authentication, creations, doors.parties()),
                new CounterpartyRoutes(authentication, creations, doors.counterparties()),
                new PaymentAccountRoutes(authentication, creations, doors.accounts()),
                new CheckoutRoutes(authentication, merchants, creations, doors.checkouts(), links, plainAddresses),
                new LinkRoutes(authentication, merchants, sources, links),
                new PageRoutes(links, merchants, sources, doors.checkouts()::isOver),
                new RealtimeRoutes(authentication, doors.sessions(), new RealtimeKeys(doors.realTime(), keys)),
                new MerchantRoutes(authentication, merchants),
                new FeeRoutes(authentication, doors.feeTiers(), doors.gatewayFees()),
                new PredictionRoutes(authentication, doors.predictions(), doors.carriers(), doors.gateway()::card),
                logins);
    }
}
