package dev.opendollr;

import dev.opendollr.Config.Role;
import dev.opendollr.account.PaymentAccountRoutes;
import dev.opendollr.base.http.AccessTokens;
import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.ErrorPages;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.WebAddress;
import dev.opendollr.base.idempotency.Creations;
import dev.opendollr.base.token.Hashes;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.checkout.CheckoutRoutes;
import dev.opendollr.execution.ExecutionRoutes;
import dev.opendollr.execution.PaymentRoutes;
import dev.opendollr.execution.Prompts;
import dev.opendollr.feed.Cursors;
import dev.opendollr.feed.FeedRoutes;
import dev.opendollr.gateway.Hints;
import dev.opendollr.ledger.WalletRoutes;
import dev.opendollr.link.LinkRoutes;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.link.UnknownLinks;
import dev.opendollr.merchant.MerchantRoutes;
import dev.opendollr.merchant.TokenRoutes;
import dev.opendollr.page.Sights;
import dev.opendollr.page.face.AssetRoutes;
import dev.opendollr.page.face.Assets;
import dev.opendollr.page.face.CodeRoutes;
import dev.opendollr.page.face.Followed;
import dev.opendollr.page.face.Frames;
import dev.opendollr.page.face.PayRoutes;
import dev.opendollr.page.face.PlainPages;
import dev.opendollr.page.face.ReceiptPageRoutes;
import dev.opendollr.page.pay.PayForms;
import dev.opendollr.page.pay.PayPages;
import dev.opendollr.page.pay.PaySteps;
import dev.opendollr.page.receipt.Receipts;
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
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The routes of all features, each built on [Doors].
final class Faces {
    private final Doors doors;
    private final TokenKeys keys;
    private final Supplier<String> publicUrl;
    private final Role role;
    private final Hints hints;
    private final PublicLinks links;
    private final WebAddress.Plain plainAddresses;
    private final Authentication authentication;
    private final Creations creations;
    private final TokenRoutes logins;
    private final Assets assets = new Assets();
    private final Frames frames;
    private final PlainPages plainPages;

    /// `publicUrl` is read only when a request is answered. `hints` is what payers are told about methods.
    Faces(Doors doors, TokenKeys keys, Supplier<String> publicUrl, Role role, Hints hints) {
        this.doors = doors;
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.role = role;
        this.hints = hints;
        plainAddresses = switch (role) {
            case SANDBOX -> WebAddress.Plain.ANYWHERE;
            case LIVE -> WebAddress.Plain.LOOPBACK;
        };
        frames = new Frames(role == Role.SANDBOX, assets, publicUrl);
        plainPages = new PlainPages(frames);
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

    /// What browsers of payers get when a request fails.
    ErrorPages errorPages() {
        return plainPages;
    }

    List<Routes> routes() {
        return Stream.of(Arrays.stream(SourceKind.values()).flatMap(this::ofSources), ofAllElse(), ofPages())
                .flatMap(Function.identity())
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
                new RealtimeRoutes(authentication, doors.sessions(), new RealtimeKeys(doors.realTime(), keys)),
                new MerchantRoutes(authentication, merchants),
                new FeeRoutes(authentication, doors.feeTiers(), doors.gatewayFees()),
                new PredictionRoutes(authentication, doors.predictions(), doors.carriers(), doors.gateway()::card),
                logins);
    }

    private Stream<Routes> ofPages() {
        var followed = new Followed(links, new UnknownLinks());
        var sights = doors.sights(plainAddresses);
        var receipts = new Receipts(doors.database(), doors.merchants(), doors.sources(), doors.executions(), links);
        return Stream.of(
                pay(followed, sights),
                new ReceiptPageRoutes(followed, sights, receipts, frames, plainPages),
                new CodeRoutes(followed, links, plainPages),
                new AssetRoutes(assets));
    }

    private PayRoutes pay(Followed followed, Sights sights) {
        var forms = new PayForms(keys, doors.realTime());
        var prompts = new Prompts(
                doors.database(),
                new Hashes(keys, Purpose.PROMPT),
                doors.realTime(),
                switch (role) {
                    case SANDBOX -> Prompts.SANDBOX;
                    case LIVE -> Prompts.LIVE;
                });
        Supplier<UUID> references = UUID::randomUUID;
        return new PayRoutes(
                followed,
                links,
                sights,
                new PayPages(sights, hints, forms, references, doors.realTime()),
                new PaySteps(sights, hints, doors.carriers(), doors.payments(prompts), forms, references),
                frames,
                plainPages,
                publicUrl);
    }
}
