package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.opendollr.Config;
import dev.opendollr.Config.ClockMover;
import dev.opendollr.Config.ExternalDatabase;
import dev.opendollr.Config.Role;
import dev.opendollr.DemoCredentials;
import dev.opendollr.Doors;
import dev.opendollr.Edge;
import dev.opendollr.OpenDollr;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.http.TrustedProxies;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.execution.Clocks;
import dev.opendollr.merchant.Credential;
import dev.opendollr.merchant.Merchants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The whole program, running in this process on its own database, for the tests of one class. After the tests
/// all rules of the books must hold, and no deadlock may have occurred.
public final class TestServer implements BeforeAllCallback, AfterAllCallback {
    private static final int CONNECTIONS = 16;
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration FEED_KEPT = Duration.ofDays(30);
    private static final Duration IDLE_MAX = Duration.ofSeconds(75);
    public static final SecretKey KEY =
            TokenKeys.secret("a key for tests that is 32 bytes and more".getBytes(StandardCharsets.UTF_8));

    /// Of the demo merchant's passcode, 123456, with the least memory and a single pass.
    private static final String CHEAP_HASH =
            "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$nMbvRHPhbpBByoXaNRX1pQjTZn8rqRMxVK1dFz21Y+I";

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Role role;
    private final boolean checksBooks;
    private final ClockMover clock;
    private TrustedProxies proxies = TrustedProxies.NONE;
    private Optional<OpenDollr> running = Optional.empty();

    @GuardedBy("this")
    private Optional<Operator> operator = Optional.empty();

    /// What commands use, without the server.
    private static final class Operator implements AutoCloseable {
        private final Database database;
        private final Doors doors;

        Operator(DatabaseAccess access) {
            database = new Database(access, 1);
            doors = new Doors(Doors.Outside.of(database, Clocks.of(CLOCK), CLOCK, new SilentGateway()));
        }

        @Override
        public void close() {
            doors.close();
            database.close();
        }
    }

    public TestServer() {
        this(Role.SANDBOX);
    }

    public TestServer(Role role) {
        this(role, true, ClockMover.ANYONE);
    }

    private TestServer(Role role, boolean checksBooks, ClockMover clock) {
        this.role = role;
        this.clock = clock;
        this.checksBooks = checksBooks;
    }

    /// For tests that force statuses in the database, or call the gateway without the server. Their books are
    /// wrong afterwards and are not checked.
    public static TestServer withForcedStatuses() {
        return new TestServer(Role.SANDBOX, false, ClockMover.ANYONE);
    }

    /// A server whose clock only the operator can move.
    public static TestServer withClockOfOperator() {
        return new TestServer(Role.SANDBOX, true, ClockMover.OPERATOR);
    }

    /// Trusts `network` as the network of a proxy, which names the address of its caller.
    @CanIgnoreReturnValue
    public TestServer trusting(String network) {
        proxies =
                new TrustedProxies(List.of(TrustedProxies.Network.parse(network).orElseThrow()));
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start();
    }

    /// For a test that starts and stops its own server.
    public void start() throws IOException {
        running = Optional.of(OpenDollr.start(config(Scratch.folder("server")), Optional.of(new SilentGateway())));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    /// Stops the server. Then checks the books and that there was no deadlock.
    public synchronized void stop() {
        Client.hangUp(url());
        server().adminUrl().ifPresent(Client::hangUp);
        operator.ifPresent(Operator::close);
        operator = Optional.empty();
        running.orElseThrow().close();
        if (checksBooks) {
            Invariants.check(clone.asOwner());
        }
        Deadlocks.checkNone(clone.asOwner());
    }

    public OpenDollr server() {
        return running.orElseThrow();
    }

    public String url() {
        return server().url();
    }

    public TestPostgres.Clone database() {
        return clone;
    }

    /// A client on the port for operators.
    public Client operator() {
        return new Client(server().adminUrl().orElseThrow(), Map.of());
    }

    /// A client without a token.
    public Client stranger() {
        return new Client(url(), Map.of());
    }

    /// A client of the demo merchant.
    public Client demo() {
        return Client.loggedIn(url(), demoMerchant().clientId(), demoMerchant().clientSecret());
    }

    /// The credentials of the demo merchant.
    public DemoCredentials demoMerchant() {
        return server().demo().orElseThrow();
    }

    /// A client of the second demo merchant. The sandbox issues no credential for it, so this does.
    public Client demoPartner() {
        return ask(doors -> client(doors.credentials()
                .issue(doors.merchants().demo(Merchants.Demo.PARTNER).id())));
    }

    /// A client of a new, verified merchant.
    public Client newMerchant() {
        return client(register().credential());
    }

    /// A client with a token that was obtained with `credential`.
    public Client client(Credential.Issued credential) {
        return Client.loggedIn(url(), credential.clientId(), credential.secret().plain());
    }

    /// Registers and verifies a new merchant, which may then do everything. Returns it with its first
    /// credential.
    public Merchants.Registered register() {
        var registered = registerUnverified();
        verify(registered.merchant().id());
        return registered;
    }

    /// Verifies a merchant, as an operator does on the command line.
    public void verify(MerchantId merchant) {
        use(doors -> doors.merchants().verify(merchant));
    }

    /// Registers a new merchant without verifying it. Returns it with its first credential.
    public Merchants.Registered registerUnverified() {
        return registerUnverified(Optional.empty());
    }

    /// The same with a phone, to which other merchants can transfer money once the merchant is verified.
    public Merchants.Registered registerUnverified(Optional<String> phone) {
        return ask(doors -> doors.merchants().register("Shop", MerchantType.ORGANIZATION, Optional.empty(), phone));
    }

    /// Revokes the verification of a merchant.
    public void unverify(MerchantId merchant) {
        use(doors -> doors.merchants().unverify(merchant));
    }

    /// Sets a passcode, with which a user of a merchant can confirm payouts. Phone or user id identify the
    /// user.
    public void setPasscode(MerchantId merchant, String phone, String userId, String code) {
        use(doors -> doors.passcodes().set(merchant, phone, Optional.of(userId), code));
    }

    /// Revokes a credential as the command line does: directly in the database, without the server.
    public void revoke(Credential.Issued credential) {
        use(doors ->
                assertThat(doors.credentials().revoke(credential.clientId())).isTrue());
    }

    /// Makes checks of all passcodes cheap, for tests that pay out hundreds of times to prove something else. They
    /// keep their code: each hash names its own cost.
    public void cheapenPasscodes() {
        clone.asOwner().useHandle(handle -> handle.execute("update passcode set hash = ?", CHEAP_HASH));
    }

    /// Runs `work` as commands do: directly in the database, without the server.
    private synchronized <T> T ask(Function<Doors, T> work) {
        if (operator.isEmpty()) {
            operator = Optional.of(new Operator(clone.server()));
        }
        return work.apply(operator.get().doors);
    }

    private void use(Consumer<Doors> work) {
        var _ = ask(doors -> {
            work.accept(doors);
            return doors;
        });
    }

    private Config config(Path data) {
        var external = new ExternalDatabase(clone.server(), clone.owner());
        return new Config(
                data,
                role,
                new Edge("127.0.0.1", 0, Optional.empty(), Optional.of(0), IDLE_MAX, Duration.ZERO, proxies),
                new Config.Database(Optional.of(external), CONNECTIONS),
                new Config.Sandbox(Duration.ZERO, clock),
                new Config.Feed(FEED_KEPT),
                Optional.of(new TokenKeys(KEY, List.of())));
    }
}
