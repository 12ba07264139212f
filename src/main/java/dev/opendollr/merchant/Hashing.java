package dev.opendollr.merchant;

import dev.opendollr.identity.MerchantId;
import dev.opendollr.problem.Problem.Unavailable;
import dev.opendollr.work.Admission;
import dev.opendollr.work.FairPlaces;
import dev.opendollr.work.FairPlaces.Share;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where slow hashes are computed: a few at once, since each takes much memory. Those who wait go in turns of their
/// merchants, so that a flood of one delays another by the hash that is being computed.
///
/// On threads of the operating system: a hash on a virtual thread would keep a processor to itself until it is done,
/// and all requests with it.
final class Hashing {
    private static final int AT_ONCE = 2;
    /// Of one merchant.
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

    /// How many were turned away, ever.
    long refused() {
        return places.refused();
    }

    <T> T run(MerchantId merchant, Callable<T> work) {
        Admission.orRefuse(() -> places.enter(merchant, WAIT_MAX), "Too many passcodes are being checked");
        try {
            return begin(merchant, work).get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /// The place is free again when the hash has ended, also when nobody waits for it any more.
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
