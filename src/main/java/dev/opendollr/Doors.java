package dev.opendollr;

import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.http.WebAddress;
import dev.opendollr.checkout.Checkouts;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.Executions;
import dev.opendollr.execution.OpenExecutions;
import dev.opendollr.execution.Payments;
import dev.opendollr.execution.Prompts;
import dev.opendollr.execution.Refunds;
import dev.opendollr.execution.Resolver;
import dev.opendollr.feed.Feed;
import dev.opendollr.feed.FeedLag;
import dev.opendollr.feed.FeedWatch;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.ledger.Wallets;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.merchant.Passcodes;
import dev.opendollr.page.Sights;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.Parties;
import dev.opendollr.prediction.Carriers;
import dev.opendollr.prediction.Predictions;
import dev.opendollr.pricing.FeeTiers;
import dev.opendollr.pricing.GatewayFees;
import dev.opendollr.pricing.PriceFiles;
import dev.opendollr.pricing.PriceList;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.session.Sessions;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.Sources;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Everything that the program can do, put together once. The HTTP routes, the commands and the tests use it.
/// Until `start` only the workers of cancels run.
public final class Doors implements AutoCloseable {
    private final Outside outside;
    private final Credentials credentials;
    private final Merchants merchants;
    private final Passcodes passcodes;
    private final Parties parties;
    private final Counterparties counterparties;
    private final PaymentAccounts accounts;
    private final Wallets wallets;
    private final Sources sources;
    private final SourceItems items;
    private final Checkouts checkouts;
    private final Quotes quotes;
    private final Sessions sessions;
    private final Executions executions;
    private final OpenExecutions openExecutions;
    private final Feed feed;
    private final FeedWatch feedWatch;
    private final FeedLag feedLag;
    private final Resolver resolver;

    /// What the program needs from outside.
    ///
    /// @param clocks the clocks for sources and payments
    /// @param realTime the real clock, for limits that a moved sandbox clock must not change, such as the lock
    /// of a passcode
    /// @param ids new ids for attempts; a gateway must never see an id twice
    /// @param random for secrets
    public record Outside(
            Database database,
            Clocks clocks,
            InstantSource realTime,
            Gateway gateway,
            Supplier<UUID> ids,
            RandomGenerator random) {
        /// With unpredictable ids and secrets.
        public static Outside of(Database database, Clocks clocks, InstantSource realTime, Gateway gateway) {
            return new Outside(database, clocks, realTime, gateway, UUID::randomUUID, new SecureRandom());
        }
    }

    public Doors(Outside outside) {
        this.outside = outside;
        var database = outside.database();
        var clocks = outside.clocks();
        var clock = clocks.service();
        feed = new Feed(database);
        feedWatch = new FeedWatch(database, feed);
        feedLag = new FeedLag(feed);
        credentials = new Credentials(database, outside.realTime(), outside.random());
        merchants = new Merchants(database, credentials, clock);
        passcodes = new Passcodes(database, outside.realTime(), outside.random());
        parties = new Parties(database, clock);
        counterparties = new Counterparties(database, clock);
        accounts = new PaymentAccounts(clock);
        wallets = new Wallets(database, clock);
        sources = new Sources(database, counterparties, clock);
        items = new SourceItems(sources, database, clock);
        checkouts = new Checkouts(parties, counterparties, sources, items, clock);
        quotes = new Quotes(clock);
        sessions = new Sessions(database, accounts, wallets, counterparties, new Refunds(), checkouts::deadline, clock);
        executions = new Executions(
                database,
                merchants,
                accounts,
                counterparties,
                sessions,
                quotes,
                outside.gateway(),
                clocks,
                outside.ids());
        openExecutions = new OpenExecutions(database, clocks, outside.ids());
        resolver = new Resolver(database, clocks, executions);
    }

    public Database database() {
        return outside.database();
    }

    /// The clock of the service. In a sandbox it can be moved forward.
    public InstantSource clock() {
        return outside.clocks().service();
    }

    public InstantSource realTime() {
        return outside.realTime();
    }

    public Gateway gateway() {
        return outside.gateway();
    }

    public Credentials credentials() {
        return credentials;
    }

    public Merchants merchants() {
        return merchants;
    }

    public Passcodes passcodes() {
        return passcodes;
    }

    public Parties parties() {
        return parties;
    }

    public Counterparties counterparties() {
        return counterparties;
    }

    public PaymentAccounts accounts() {
        return accounts;
    }

    public Wallets wallets() {
        return wallets;
    }

    public Sources sources() {
        return sources;
    }

    public SourceItems items() {
        return items;
    }

    public Checkouts checkouts() {
        return checkouts;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Executions executions() {
        return executions;
    }

    /// The door of payers, which counts what it sends to their phones with `prompts`.
    public Payments payments(Prompts prompts) {
        return new Payments(
                database(),
                executions,
                merchants,
                parties,
                counterparties,
                accounts,
                sessions,
                quotes,
                clock(),
                outside.ids(),
                prompts);
    }

    /// What the pages of payers show. `plain` says where the address of a merchant's site may lead without
    /// encryption.
    public Sights sights(WebAddress.Plain plain) {
        return new Sights(database(), merchants, sources, checkouts, quotes, clock(), plain);
    }

    public OpenExecutions openExecutions() {
        return openExecutions;
    }

    public Feed feed() {
        return feed;
    }

    /// It runs only after `start`; before that no waiting caller is woken.
    public FeedWatch feedWatch() {
        return feedWatch;
    }

    /// Zero until it is started.
    public FeedLag feedLag() {
        return feedLag;
    }

    public Resolver resolver() {
        return resolver;
    }

    public Predictions predictions() {
        return new Predictions(database(), quotes, sources);
    }

    public Carriers carriers() {
        return new Carriers(database());
    }

    public FeeTiers feeTiers() {
        return new FeeTiers(database(), clock());
    }

    public GatewayFees gatewayFees() {
        return new GatewayFees(database(), clock());
    }

    public PriceFiles priceFiles() {
        return new PriceFiles(database(), clock());
    }

    public PriceList priceList() {
        return new PriceList(database(), clock());
    }

    /// Starts the background workers.
    public void start() {
        resolver.start();
        openExecutions.start();
        feedWatch.start();
        feedLag.start();
    }

    /// Stops the background workers. Calls that still wait for them are refused.
    @Override
    public void close() {
        feedWatch.close();
        feedLag.close();
        resolver.close();
        openExecutions.close();
        sources.close();
    }
}
