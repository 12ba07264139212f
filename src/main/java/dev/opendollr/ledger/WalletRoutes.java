package dev.opendollr.ledger;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The HTTP face of [Wallets]. Our extension of the API.
public final class WalletRoutes implements Routes {
    private final Authentication authentication;
    private final Wallets wallets;

    public WalletRoutes(Authentication authentication, Wallets wallets) {
        this.authentication = authentication;
        this.wallets = wallets;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/{version}/wallets/list", this::list).get("/{version}/wallets/{id}/entries", this::entries);
    }

    private void list(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var page = input.page();
        input.check();
        var found = wallets.list(caller.merchant(), page.after(), page.fetch());
        page.answer(response, found, wallet -> wallet.id().value(), WalletJson::of);
    }

    private void entries(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var page = input.page();
        input.check();
        var rows = page.of(response, Entry::id, EntryJson::of);
        wallets.entries(caller.merchant(), input.id("id", WalletId::new), rows);
        rows.answer();
    }

    private record WalletJson(
            WalletId id,
            String currency,
            WalletStatus status,
            BigDecimal balance,
            Instant createdAt,
            Instant updatedAt) {
        static WalletJson of(Wallet wallet) {
            return new WalletJson(
                    wallet.id(),
                    wallet.balance().getCurrencyUnit().getCode(),
                    wallet.status(),
                    wallet.balance().getAmount(),
                    wallet.createdAt(),
                    wallet.updatedAt());
        }
    }

    private record EntryJson(
            long id,
            Movement.Kind movement,
            BigDecimal amount,
            String currency,
            LedgerAccount counterAccount,
            Optional<UUID> referenceId,
            Instant createdAt) {
        static EntryJson of(Entry entry) {
            return new EntryJson(
                    entry.id(),
                    entry.movement(),
                    entry.amount().getAmount(),
                    entry.amount().getCurrencyUnit().getCode(),
                    entry.counterAccount(),
                    entry.referenceId(),
                    entry.createdAt());
        }
    }
}
