package dev.opendollr.merchant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opendollr.db.Database;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.identity.Subject;
import dev.opendollr.problem.Problem.Unavailable;
import dev.opendollr.problem.ProblemException;
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

/// What merchants' servers log in with.
public final class Credentials {
    private static final int CLIENT_ID_BYTES = 12;
    private static final int SECRET_BYTES = 32;
    /// How long a revoked credential's tokens may still be accepted.
    static final Duration REVOCATION_MAX = Duration.ofSeconds(5);

    /// How long a caller waits until it is known whether its credential is live.
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

    /// Whether it was live until now. Its tokens end within [#REVOCATION_MAX].
    public boolean revoke(String clientId) {
        if (!database.everywhere().single(handle -> CredentialTable.isKnown(handle, clientId))) {
            throw ProblemException.notFound("Credential");
        }
        return database.everywhere().single(handle -> CredentialTable.revoke(handle, clientId, clock.instant()));
    }

    /// Whether the credential is no longer, or was never, live; known late by at most [#REVOCATION_MAX].
    /// All who ask at once wait for one look together, and none of them longer than [#LOOK_MAX].
    public boolean isRevoked(String clientId) {
        var look = revoked.get(clientId, this::readRevoked);
        try {
            return look.get(LOOK_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException away) {
            // Whoever comes next looks anew; the database may be back before this look has given up.
            var _ = revoked.asMap().remove(clientId, look);
            throw new ProblemException(new Unavailable("The database is away"));
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

    /// Whose credential it is, when id and secret belong together. Takes as long for an unknown id.
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
