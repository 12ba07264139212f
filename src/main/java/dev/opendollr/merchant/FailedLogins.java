package dev.opendollr.merchant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opendollr.problem.Problem.TooManyRequests;
import dev.opendollr.problem.ProblemException;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.stream.Stream;

/// Counts failed logins and turns away whoever fails too often; a success costs nothing.
///
/// Each process counts for itself, in bounded memory: with many processes the limits are as many times as high.
final class FailedLogins {
    private static final int ONE_CLIENT_PER_MINUTE = 10;
    private static final int ONE_ADDRESS_PER_MINUTE = 100;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED_MAX = 20_000;

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    private sealed interface Key {
        /// One client id, tried from one address.
        record Client(String clientId, String address) implements Key {}

        /// Any client ids, tried from one address.
        record Address(String address) implements Key {}
    }

    /// Refuses when too many attempts have failed already.
    void check(String clientId, String address) {
        bothBuckets(clientId, address)
                .map(bucket -> bucket.estimateAbilityToConsume(1))
                .filter(estimate -> !estimate.canBeConsumed())
                .map(estimate -> Duration.ofNanos(estimate.getNanosToWaitForRefill()))
                .max(Duration::compareTo)
                .ifPresent(wait -> {
                    throw new ProblemException(new TooManyRequests(wait));
                });
    }

    void count(String clientId, String address) {
        bothBuckets(clientId, address).forEach(bucket -> {
            var _ = bucket.tryConsume(1);
        });
    }

    private Stream<Bucket> bothBuckets(String clientId, String address) {
        return Stream.of(
                buckets.get(new Key.Client(clientId, address), key -> bucket(ONE_CLIENT_PER_MINUTE)),
                buckets.get(new Key.Address(address), key -> bucket(ONE_ADDRESS_PER_MINUTE)));
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                .build();
    }
}
