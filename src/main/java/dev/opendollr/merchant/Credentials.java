package dev.opendollr.merchant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.Subject;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.ServiceReason;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// The logins of merchants' servers.
public final class Credentials {
    private static final int CLIENT_ID_BYTES = 12;
    private static final int SECRET_BYTES = 32;
    /// How long a revoked credential's tokens may still be accepted.
    static final Duration REVOCATION_MAX = Duration.ofSeconds(5);

    /// How long a request waits for the check whether its credential is live.
    static final Duration LOOK_MAX = Duration.ofSeconds(2);

    private static final String NOBODYS_SHA256 = "-".repeat(64);
    private static final int REMEMBERED_MAX = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final AsyncCache<String, Boolean> revoked = Caffeine.newBuilder()
            .expireAfterWrite(REVOCATION_MAX)
            .maximumSize(REMEMBERED_MAX)
            .executor(Thread::startVirtualThread)
            .buildAsync();

    /// `random` must be a cryptographically secure source.
    public Credentials(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    public Credential.Issued issue(MerchantId merchant) {
        return database.of(merchant).transact(tx -> issue(tx, merchant));
    }

    /// Takes part in the transaction of `tx`.
    Credential.Issued issue(Handle tx, MerchantId merchant) {
        var issued = new Credential.Issued(
                "odc_" + HexFormat.of().formatHex(bytes(CLIENT_ID_BYTES)),
                new Secret("ods_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES))));
        CredentialTable.insert(tx, merchant, issued, clock.instant());
        return issued;
    }

    public List<Credential> list(MerchantId merchant) {
        return database.of(merchant).single(handle -> CredentialTable.list(handle, merchant));
    }

    /// Revokes the credential. Returns whether it was live before. Its tokens stop working within
    /// [#REVOCATION_MAX].
    public boolean revoke(String clientId) {
        if (!database.everywhere().single(handle -> CredentialTable.isKnown(handle, clientId))) {
            throw ProblemException.notFound("Credential");
        }
        return database.everywhere().single(handle -> CredentialTable.revoke(handle, clientId, clock.instant()));
    }

    /// Whether the credential is revoked or never existed. The answer can be up to [#REVOCATION_MAX] old.
    /// Requests that ask at the same time share one query, and none waits longer than [#LOOK_MAX].
    public boolean isRevoked(String clientId) {
        var look = revoked.get(clientId, this::readRevoked);
        try {
            return look.get(LOOK_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException away) {
            // The next request starts a new query: the database may be back before this query times out.
            var _ = revoked.asMap().remove(clientId, look);
            throw new ProblemException(new Unavailable(new ServiceReason.DatabaseAway()));
        } catch (ExecutionException failed) {
            throw failure(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        }
    }

    private static RuntimeException failure(ExecutionException failed) {
        return failed.getCause() instanceof ProblemException refused ? refused : new IllegalStateException(failed);
    }

    private boolean readRevoked(String clientId) {
        return !database.everywhere().single(handle -> CredentialTable.isLive(handle, clientId));
    }

    /// The owner of the credential, if id and secret match. An unknown id takes as long as a known one.
    public Optional<Subject> authenticate(String clientId, Secret secret) {
        var live = database.everywhere().single(handle -> CredentialTable.findLive(handle, clientId));
        var expected = live.map(CredentialTable.Live::secretSha256).orElse(NOBODYS_SHA256);
        return MessageDigest.isEqual(
                        expected.getBytes(US_ASCII), secret.sha256().getBytes(US_ASCII))
                ? live.map(CredentialTable.Live::subject)
                : Optional.empty();
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
