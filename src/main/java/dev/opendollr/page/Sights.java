package dev.opendollr.page;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.http.WebAddress;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.checkout.Checkout;
import dev.opendollr.checkout.Checkouts;
import dev.opendollr.execution.Standings;
import dev.opendollr.link.Link;
import dev.opendollr.merchant.Merchant;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.page.PageStates.Cell.Shown;
import dev.opendollr.party.Counterparty;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.source.Source;
import dev.opendollr.source.Sources;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What the pages behind links show now.
public final class Sights {
    private static final int FORBIDDEN = 403;

    private final Database database;
    private final Merchants merchants;
    private final Sources sources;
    private final Checkouts checkouts;
    private final Quotes quotes;
    private final InstantSource clock;
    private final WebAddress.Plain plain;
    private final PageStates payStates = PageStates.pay();
    private final PageStates receiptStates = PageStates.receipt();

    /// `plain` says where the address of a merchant's site may lead without encryption.
    public Sights(
            Database database,
            Merchants merchants,
            Sources sources,
            Checkouts checkouts,
            Quotes quotes,
            InstantSource clock,
            WebAddress.Plain plain) {
        this.database = database;
        this.merchants = merchants;
        this.sources = sources;
        this.checkouts = checkouts;
        this.quotes = quotes;
        this.clock = clock;
        this.plain = plain;
    }

    /// Reads everything in one snapshot. Empty when there is no such source.
    public Optional<Sight> see(Link link) {
        return database.of(link.merchant())
                .snapshot(tx -> sources.find(tx, link.merchant(), link.sourceKind(), link.sourceId())
                        .map(detail -> see(tx, link.page(), detail)));
    }

    private Sight see(Handle tx, Link.Page kind, Sources.Detail detail) {
        var source = detail.source();
        var merchant = merchants.find(tx, source.merchant()).orElseThrow();
        var checkout = checkouts.find(tx, source.merchant(), source.id());
        var standing = Standings.of(tx, source.merchant(), source.id());
        var now = clock.instant();
        var state = PageState.of(source, checkout.flatMap(Checkout::expiresAt), standing, now);
        var shown = allowed(shown(kind, state), merchant);
        return new Sight(
                state,
                shown.page(),
                shown.httpStatus(),
                shown.money(),
                shown.ways(),
                source,
                detail.items(),
                merchant.name(),
                merchant.verifiedAt().isPresent(),
                checkout,
                detail.counterparty().flatMap(Counterparty::party),
                standing,
                shop(checkout.flatMap(Checkout::successUrl), source),
                shop(checkout.flatMap(Checkout::cancelUrl), source),
                now);
    }

    private Shown shown(Link.Page kind, PageState state) {
        return switch (kind) {
            case PAY -> payStates.shown(state);
            case RECEIPT -> receiptStates.shown(state);
        };
    }

    /// A merchant that is not verified may begin no payment; what is said about money stays.
    private static Shown allowed(Shown shown, Merchant merchant) {
        boolean begins = shown.ways().contains(Way.PAY) || shown.ways().contains(Way.PAY_AGAIN);
        return begins && merchant.verifiedAt().isEmpty()
                ? new Shown(PageKind.CLOSED, FORBIDDEN, shown.money(), Set.of(Way.SHOP))
                : shown;
    }

    private Optional<ShopAddress> shop(Optional<String> stored, Source source) {
        return stored.flatMap(address -> ShopAddress.of(address, source, plain));
    }

    /// What it would cost now, for each method in each of its currencies that has a price, in this order. One
    /// statement.
    public List<Priced> prices(Sight sight, Collection<PaymentMethod> methods) {
        var source = sight.source();
        var requests = methods.stream()
                .flatMap(method -> method.currencies().stream()
                        .map(currency -> new Quotes.Request(
                                source.totalAmount(), currency, method, OperationType.COLLECTION, source.feeBearer())))
                .toList();
        var results =
                database.of(source.merchant()).single(handle -> quotes.quotes(handle, source.merchant(), requests));
        List<Priced> priced = new ArrayList<>();
        for (int place = 0; place < requests.size(); place++) {
            if (results.get(place) instanceof Quotes.Result.Priced(var quote)) {
                priced.add(new Priced(requests.get(place).method(), quote));
            }
        }
        return List.copyOf(priced);
    }
}
