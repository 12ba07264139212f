package dev.opendollr;

import dev.opendollr.Config.ClockMover;
import dev.opendollr.account.PaymentAccountRoutes;
import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.checkout.CheckoutRoutes;
import dev.opendollr.checkout.Checkouts;
import dev.opendollr.db.DataFolder;
import dev.opendollr.db.Database;
import dev.opendollr.db.DatabaseAccess;
import dev.opendollr.db.Migrations;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.ExecutionRoutes;
import dev.opendollr.execution.Executions;
import dev.opendollr.execution.OpenExecutions;
import dev.opendollr.execution.PaymentRoutes;
import dev.opendollr.execution.ReceiptRoutes;
import dev.opendollr.execution.Refunds;
import dev.opendollr.execution.Resolver;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.sandbox.Sandbox;
import dev.opendollr.gateway.sandbox.SandboxClock;
import dev.opendollr.gateway.sandbox.SandboxReset;
import dev.opendollr.http.Authentication;
import dev.opendollr.http.Contract;
import dev.opendollr.http.Metrics;
import dev.opendollr.http.PublicLinks;
import dev.opendollr.http.Routes;
import dev.opendollr.http.Server;
import dev.opendollr.http.TokenKeys;
import dev.opendollr.http.Tokens;
import dev.opendollr.http.WebAddress;
import dev.opendollr.idempotency.Creations;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.ledger.WalletRoutes;
import dev.opendollr.ledger.Wallets;
import dev.opendollr.link.LinkRoutes;
import dev.opendollr.link.PageRoutes;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.MerchantRoutes;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.merchant.Passcodes;
import dev.opendollr.merchant.TokenRoutes;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.CounterpartyRoutes;
import dev.opendollr.party.Parties;
import dev.opendollr.party.PartyRoutes;
import dev.opendollr.prediction.Carriers;
import dev.opendollr.prediction.FeeRoutes;
import dev.opendollr.prediction.PredictionRoutes;
import dev.opendollr.prediction.Predictions;
import dev.opendollr.pricing.FeeTiers;
import dev.opendollr.pricing.GatewayFees;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.problem.StartFailure;
import dev.opendollr.realtime.RealtimeRoutes;
import dev.opendollr.session.SessionRoutes;
import dev.opendollr.session.Sessions;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceRoutes;
import dev.opendollr.source.Sources;
import dev.opendollr.source.StatusRoutes;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A running server, and how its parts are put together.
public final class OpenDollr implements AutoCloseable {
    /// How far the sandbox's clock goes at once.
    public static final Duration CLOCK_JUMP_MAX = SandboxClock.JUMP_MAX;

    private static final String KEY_FILE = "jwt.key";

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final List<Money> DEMO_FUNDS =
            List.of(Money.of(CurrencyUnit.USD, 1_000), Money.of(CurrencyUnit.of("LRD"), 150_000));

    private final String url;
    private final Optional<String> adminUrl;
    private final Optional<DemoCredentials> demo;
    private final List<Routes> features;
    private final List<Runnable> closers;

    /// `closers` are run one after the other.
    private OpenDollr(
            String url,
            Optional<String> adminUrl,
            Optional<DemoCredentials> demo,
            List<Routes> features,
            List<Runnable> closers) {
        this.url = url;
        this.adminUrl = adminUrl;
        this.demo = demo;
        this.features = List.copyOf(features);
        this.closers = List.copyOf(closers);
    }

    /// Starts everything; when it returns, requests are answered.
    public static OpenDollr start(Config config) {
        return start(config, Optional.empty());
    }

    /// The same with a gateway for the live role, which has none of its own.
    public static OpenDollr start(Config config, Optional<Gateway> live) {
        Server.checkFree(listening(config));
        var store = Store.open(config);
        try {
            var sandbox = sandbox(config, store.database(), InstantSource.system());
            try {
                var gateway = sandbox.map(Sandbox::gateway)
                        .or(() -> live)
                        .orElseThrow(() -> new StartFailure("the live role needs a payment gateway"));
                return start(config, store, sandbox, gateway, InstantSource.system());
            } catch (RuntimeException failure) {
                sandbox.ifPresent(Sandbox::close);
                throw failure;
            }
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    private static OpenDollr start(
            Config config, Store store, Optional<Sandbox> sandbox, Gateway gateway, InstantSource realTime) {
        var micros = micros(realTime);
        var clock = sandbox.<InstantSource>map(Sandbox::clock).orElse(micros);
        var database = store.database();
        var metrics = new Metrics();
        var watched = new ServerMetrics(metrics);
        watched.publish(database);

        var credentials = new Credentials(database, micros, new SecureRandom());
        var merchants = new Merchants(database, credentials, clock);
        // Guesses are bounded by real time, whoever moves the clock.
        var passcodes = new Passcodes(database, micros, new SecureRandom());
        var tokens = tokens(config, store.data(), realTime);
        var authentication = new Authentication(tokens, credentials::isRevoked);
        var creations = new Creations(database, micros);
        var parties = new Parties(database, clock);
        var accounts = new PaymentAccounts(clock);
        var wallets = new Wallets(database, clock);
        var counterparties = new Counterparties(database, clock);
        var orders = new Sources(SourceKind.ORDER, database, counterparties, clock);
        var invoices = new Sources(SourceKind.INVOICE, database, counterparties, clock);
        var orderItems = new SourceItems(SourceKind.ORDER, orders, database, clock);
        var invoiceItems = new SourceItems(SourceKind.INVOICE, invoices, database, clock);
        var checkouts = new Checkouts(
                database,
                parties,
                counterparties,
                new Checkouts.Documents(orders, orderItems),
                new Checkouts.Documents(invoices, invoiceItems),
                clock);
        // Known once the server listens; a request that comes sooner waits for it.
        var publicUrl = new CompletableFuture<String>();
        var links = new PublicLinks(tokens, publicUrl::join);

        var quotes = new Quotes(clock);
        var sessions = new Sessions(accounts, wallets, counterparties, new Refunds(), checkouts::deadline, clock);
        var clocks = Clocks.of(clock);
        var executions = new Executions(
                database, merchants, accounts, counterparties, sessions, quotes, gateway, clocks, UUID::randomUUID);
        var resolver =
                new Resolver(database, clocks, executions, new OpenExecutions(database, clocks, UUID::randomUUID));
        sandbox.ifPresent(present -> present.clock().onMove(resolver::wake));
        var logins = new TokenRoutes(credentials, tokens);
        watched.publish(passcodes);
        watched.publish(logins);
        watched.publish(SourceKind.ORDER, orders);
        watched.publish(SourceKind.INVOICE, invoices);
        watched.publish(executions);
        watched.publish(resolver);

        List<Routes> features = new ArrayList<>(List.of(
                new SourceRoutes(SourceKind.ORDER, authentication, creations, orders, orderItems),
                new SourceRoutes(SourceKind.INVOICE, authentication, creations, invoices, invoiceItems),
                new StatusRoutes(authentication, orders, invoices),
                new ReceiptRoutes(SourceKind.ORDER, authentication, orders, executions),
                new ReceiptRoutes(SourceKind.INVOICE, authentication, invoices, executions),
                new PaymentRoutes(SourceKind.ORDER, authentication, orders, executions),
                new PaymentRoutes(SourceKind.INVOICE, authentication, invoices, executions),
                new SessionRoutes(authentication, creations, merchants, sessions),
                new ExecutionRoutes(authentication, merchants, passcodes, executions),
                new WalletRoutes(authentication, wallets),
                new PartyRoutes(authentication, creations, parties),
                new CounterpartyRoutes(authentication, creations, counterparties),
                new PaymentAccountRoutes(authentication, creations, accounts),
                new CheckoutRoutes(
                        authentication,
                        merchants,
                        creations,
                        checkouts,
                        links,
                        sandbox.isPresent() ? WebAddress.Plain.ANYWHERE : WebAddress.Plain.LOOPBACK),
                new LinkRoutes(authentication, merchants, orders, invoices, links),
                new PageRoutes(tokens, merchants, orders, invoices, checkouts),
                new RealtimeRoutes(
                        authentication,
                        (merchant, session, kind) ->
                                database.snapshot(tx -> sessions.isCheckout(tx, merchant, session, kind)),
                        tokens),
                new MerchantRoutes(authentication, merchants),
                new FeeRoutes(authentication, new FeeTiers(database, clock), new GatewayFees(database, clock)),
                new PredictionRoutes(
                        authentication,
                        new Predictions(database, quotes, orders, invoices),
                        new Carriers(database),
                        gateway::card),
                logins));
        sandbox.ifPresent(present -> features.add(present.serve(authentication, resolver)));

        var contract = sandbox.isPresent() ? Contract.load() : Contract.load().withoutSandbox();
        var server = Server.start(
                listening(config),
                new Server.Served(
                        contract,
                        sandbox.isPresent(),
                        publicUrl::join,
                        metrics,
                        new ServerHealth(store, resolver, config.role()),
                        features));
        try {
            var url = url(config.host(), server.port());
            var _ = publicUrl.complete(config.publicUrl().orElse(url));
            var demo = sandbox.map(_ -> {
                var created = DemoCredentials.ensure(store.data(), merchants, credentials, passcodes, publicUrl.join());
                wallets.fund(new MerchantId(created.merchantId()), DEMO_FUNDS);
                return created;
            });
            resolver.start();
            // What a part delivers is received by those that are closed after it.
            return new OpenDollr(
                    url,
                    server.adminPort().map(port -> url(Server.ADMIN_HOST, port)),
                    demo,
                    features,
                    List.of(
                            server::drain,
                            server::stop,
                            () -> sandbox.ifPresent(Sandbox::close),
                            resolver::close,
                            orders::close,
                            invoices::close,
                            metrics::close,
                            store::close));
        } catch (RuntimeException failure) {
            server.stop();
            throw failure;
        }
    }

    private static Server.Listening listening(Config config) {
        Set<String> names = new HashSet<>(LOCAL_NAMES);
        names.add(bracketed(config.host()).toLowerCase(Locale.ROOT));
        config.publicUrl().map(URI::create).ifPresent(url -> {
            var host = url.getHost().toLowerCase(Locale.ROOT);
            names.add(host);
            if (url.getPort() > 0) {
                names.add(host + ":" + url.getPort());
            }
        });
        var edge = config.edge();
        return new Server.Listening(
                config.host(),
                config.port(),
                edge.adminPort(),
                edge.idleTimeout(),
                edge.drainDelay(),
                names,
                edge.trustedProxies());
    }

    private static String url(String host, int port) {
        return "http://" + bracketed(host) + ":" + port;
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /// Where it listens.
    public String url() {
        return url;
    }

    /// Where operators are answered, on this machine only.
    public Optional<String> adminUrl() {
        return adminUrl;
    }

    /// Absent in the live role, where nobody owns money that nobody paid.
    public Optional<DemoCredentials> demo() {
        return demo;
    }

    /// What answers requests, feature by feature.
    public List<Routes> features() {
        return features;
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }

    /// Moves the clock of the sandbox behind `database` forward, also that of servers that run; tells where it stands.
    public static Instant moveClock(Database database, Optional<Duration> forward, Optional<Instant> to) {
        try (var clock = new SandboxClock(InstantSource.system(), database)) {
            forward.ifPresent(clock::move);
            to.ifPresent(clock::moveTo);
            return clock.instant();
        }
    }

    /// Empties the sandbox behind `owner` and gives it real time back.
    public static void resetSandbox(DatabaseAccess owner) {
        SandboxReset.run(owner);
    }

    /// The clock of this deployment as it is now, for a command that is soon done: the sandbox's may be ahead.
    public static InstantSource clockNow(Database database) {
        return SandboxClock.now(InstantSource.system(), database);
    }

    /// What PostgreSQL keeps of a time, so that an answer is the same before and after it was stored.
    private static InstantSource micros(InstantSource realTime) {
        return () -> realTime.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Nothing of it exists in the live role: neither its clock nor its gateway nor its routes.
    private static Optional<Sandbox> sandbox(Config config, Database database, InstantSource realTime) {
        return switch (config.role()) {
            case SANDBOX ->
                Optional.of(new Sandbox(
                        database,
                        realTime,
                        config.sandboxDelay(),
                        config.sandboxClock() == ClockMover.ANYONE,
                        new SecureRandom()));
            case LIVE -> {
                Migrations.markLive(database);
                yield Optional.empty();
            }
        };
    }

    /// With the key of the environment, or with one made once and kept in the data folder.
    private static Tokens tokens(Config config, DataFolder data, InstantSource realTime) {
        var keys = config.tokenKeys().orElseGet(() -> keptKey(data));
        return new Tokens(realTime, keys);
    }

    private static TokenKeys keptKey(DataFolder data) {
        var text = data.read(KEY_FILE).map(String::strip).orElseGet(() -> {
            var fresh = new byte[TokenKeys.BYTES_MIN];
            new SecureRandom().nextBytes(fresh);
            var encoded = Base64.getEncoder().encodeToString(fresh);
            data.writePrivate(KEY_FILE, encoded + "\n");
            return encoded;
        });
        var secret = decoded(text).filter(bytes -> TokenKeys.fault(bytes).isEmpty());
        return new TokenKeys(
                secret.map(TokenKeys::secret)
                        .orElseThrow(() -> new StartFailure(data.file(KEY_FILE)
                                + " holds no key that could be trusted; remove it and a new one is made, which ends"
                                + " all tokens and links")),
                List.of());
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
