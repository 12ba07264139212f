package dev.opendollr.merchant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opendollr.base.problem.Problem.TooManyRequests;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.work.CallerNetwork;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.codec.digest.DigestUtils;

/// Counts failed logins and refuses further ones after too many failures. Successful logins are not counted.
///
/// Each process counts for itself, in bounded memory: with n processes the limits are n times as high.
final class FailedLogins {
    private static final int ONE_CLIENT_PER_MINUTE = 10;
    private static final int ONE_NETWORK_PER_MINUTE = 100;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED_MAX = 20_000;

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    private final LongAdder failed = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();

    private sealed interface Key {
        /// One client id, tried from one network.
        record Client(String clientIdSha256, CallerNetwork network) implements Key {}

        /// Any client ids, tried from one network.
        record Network(CallerNetwork network) implements Key {}
    }

    /// Refuses when too many attempts have failed already. Attempts in flight are not counted yet, so that
    /// correct logins never block each other. Their number is limited by the requests that one network may have
    /// in flight.
    void check(String clientId, CallerNetwork network) {
        refuseWhenEmpty(byNetwork(network));
        refuseWhenEmpty(byClient(clientId, network));
    }

    void count(String clientId, CallerNetwork network) {
        failed.increment();
        var _ = byNetwork(network).tryConsume(1);
        var _ = byClient(clientId, network).tryConsume(1);
    }

    /// How many logins have failed since the process started.
    long failed() {
        return failed.sum();
    }

    /// How many logins were refused unchecked since the process started.
    long turnedAway() {
        return turnedAway.sum();
    }

    private void refuseWhenEmpty(Bucket bucket) {
        var estimate = bucket.estimateAbilityToConsume(1);
        if (!estimate.canBeConsumed()) {
            turnedAway.increment();
            throw new ProblemException(new TooManyRequests(Duration.ofNanos(estimate.getNanosToWaitForRefill())));
        }
    }

    private Bucket byNetwork(CallerNetwork network) {
        return bucket(new Key.Network(network), ONE_NETWORK_PER_MINUTE);
    }

    private Bucket byClient(String clientId, CallerNetwork network) {
        return bucket(new Key.Client(DigestUtils.sha256Hex(clientId), network), ONE_CLIENT_PER_MINUTE);
    }

    private Bucket bucket(Key key, int perMinute) {
        return buckets.get(key, unknown -> bucket(perMinute));
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                .build();
    }
}
