package dev.opendollr.merchant;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.work.Admission;
import dev.opendollr.base.work.FairPlaces;
import dev.opendollr.base.work.FairPlaces.Share;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Computes slow hashes, only a few at once, since each needs much memory. Merchants with waiting requests take
/// turns, so a flood from one merchant delays another only by the hash that is being computed.
///
/// Runs on platform threads: a hash on a virtual thread would occupy its carrier thread until it is done, and
/// all requests share those few threads.
final class Hashing {
    private static final int AT_ONCE = 2;
    /// How many requests of one merchant may wait.
    static final int WAITING_MAX = 16;
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final Duration IDLE_MAX = Duration.ofSeconds(30);
    private static final Share SHARE = new Share(AT_ONCE, 0, WAITING_MAX);

    private final FairPlaces<MerchantId> places = new FairPlaces<>(AT_ONCE, _ -> SHARE);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            IDLE_MAX.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("hashing-", 0).factory());

    Hashing() {
        threads.allowCoreThreadTimeOut(true);
    }

    /// How many requests were refused since the process started.
    long refused() {
        return places.refused();
    }

    <T> T run(MerchantId merchant, Callable<T> work) {
        Admission.orRefuse(() -> places.enter(merchant, WAIT_MAX), new MerchantReason.TooManyPasscodes());
        try {
            return begin(merchant, work).get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /// The place becomes free when the hash has ended, even if its request no longer waits.
    private <T> Future<T> begin(MerchantId merchant, Callable<T> work) {
        try {
            return threads.submit(() -> {
                try {
                    return work.call();
                } finally {
                    places.leave(merchant);
                }
            });
        } catch (RuntimeException | Error noThread) {
            places.leave(merchant);
            throw noThread;
        }
    }
}
