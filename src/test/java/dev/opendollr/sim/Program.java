package dev.opendollr.sim;

import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.checkout.Checkouts;
import dev.opendollr.db.Database;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.Executions;
import dev.opendollr.execution.OpenExecutions;
import dev.opendollr.execution.Refunds;
import dev.opendollr.execution.Resolver;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.idempotency.KeyedCreations;
import dev.opendollr.ledger.Wallets;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.Parties;
import dev.opendollr.prediction.Predictions;
import dev.opendollr.pricing.PriceFiles;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.session.Sessions;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.Sources;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// One run of the service without its HTTP face, put together as `OpenDollr` does. What it remembers dies with it.
final class Program implements AutoCloseable {
    private final Database database;
    private final Merchants merchants;
    private final Parties parties;
    private final Counterparties counterparties;
    private final PaymentAccounts accounts;
    private final Wallets wallets;
    private final Documents orders;
    private final Documents invoices;
    private final Sessions sessions;
    private final Executions executions;
    private final Resolver resolver;
    private final OpenExecutions open;
    private final Checkouts checkouts;
    private final Predictions predictions;
    private final PriceFiles prices;
    private final KeyedCreations keyed;

    /// The sources of one kind, and their items.
    record Documents(Sources sources, SourceItems items) {
        static Documents of(SourceKind kind, Database database, Counterparties counterparties, InstantSource clock) {
            var sources = new Sources(kind, database, counterparties, clock);
            return new Documents(sources, new SourceItems(kind, sources, database, clock));
        }

        Checkouts.Documents ofCheckouts() {
            return new Checkouts.Documents(sources, items);
        }
    }

    Program(Database database, InstantSource clock, Gateway gateway, Supplier<UUID> ids, RandomGenerator random) {
        this(database, Clocks.of(clock), gateway, ids, random);
    }

    Program(Database database, Clocks clocks, Gateway gateway, Supplier<UUID> ids, RandomGenerator random) {
        var clock = clocks.service();
        this.database = database;
        merchants = new Merchants(database, new Credentials(database, clock, random), clock);
        parties = new Parties(database, clock);
        counterparties = new Counterparties(database, clock);
        accounts = new PaymentAccounts(clock);
        wallets = new Wallets(database, clock);
        orders = Documents.of(SourceKind.ORDER, database, counterparties, clock);
        invoices = Documents.of(SourceKind.INVOICE, database, counterparties, clock);
        sessions = new Sessions(
                accounts, wallets, counterparties, new Refunds(), (tx, merchant, source) -> Optional.empty(), clock);
        executions = new Executions(
                database, merchants, accounts, counterparties, sessions, new Quotes(clock), gateway, clocks, ids);
        open = new OpenExecutions(database, clocks, ids);
        resolver = new Resolver(database, clocks, executions, open);
        checkouts =
                new Checkouts(database, parties, counterparties, orders.ofCheckouts(), invoices.ofCheckouts(), clock);
        predictions = new Predictions(database, new Quotes(clock), orders.sources(), invoices.sources());
        prices = new PriceFiles(database, clock);
        keyed = new KeyedCreations(database, clock);
    }

    Database database() {
        return database;
    }

    Merchants merchants() {
        return merchants;
    }

    Parties parties() {
        return parties;
    }

    Counterparties counterparties() {
        return counterparties;
    }

    PaymentAccounts accounts() {
        return accounts;
    }

    Wallets wallets() {
        return wallets;
    }

    Documents documents(SourceKind kind) {
        return switch (kind) {
            case ORDER -> orders;
            case INVOICE -> invoices;
        };
    }

    Sessions sessions() {
        return sessions;
    }

    Executions executions() {
        return executions;
    }

    Resolver resolver() {
        return resolver;
    }

    OpenExecutions open() {
        return open;
    }

    Checkouts checkouts() {
        return checkouts;
    }

    Predictions predictions() {
        return predictions;
    }

    PriceFiles prices() {
        return prices;
    }

    KeyedCreations keyed() {
        return keyed;
    }

    @Override
    public void close() {
        orders.sources().close();
        invoices.sources().close();
        resolver.close();
    }
}
