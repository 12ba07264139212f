package dev.opendollr.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opendollr.base.problem.Problem.TooManyRequests;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.work.CallerNetwork;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/// Counts the requests for links that nobody was given, for each network. A network with too many of them is
/// told to wait. Links that exist are never counted, so that all payers of one mobile operator can pay.
///
/// Each process counts for itself, in bounded memory: with n processes the limit is n times as high.
public final class UnknownLinks {
    static final int ONE_NETWORK_PER_MINUTE = 60;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED_MAX = 20_000;

    private final Cache<CallerNetwork, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    /// Records that a request of `network` is for a link that nobody was given. Refuses the request if the
    /// network has sent too many of them.
    public void met(CallerNetwork network) {
        var probe = buckets.get(network, _ -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ProblemException(new TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill())));
        }
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(ONE_NETWORK_PER_MINUTE).refillGreedy(ONE_NETWORK_PER_MINUTE, WINDOW))
                .build();
    }
}
