package dev.opendollr.base.work;

import dev.opendollr.base.identity.MerchantId;
import java.util.concurrent.atomic.AtomicReference;

/// The lane that the current thread works for.
///
/// A request begins in the lane of a stranger. It moves to the lane of its merchant once its token was read, or to
/// the lane of the payers of a merchant once its link was read. Work outside of a request belongs to the program.
public final class OnBehalf {
    private static final ScopedValue<AtomicReference<Lane>> REQUEST = ScopedValue.newInstance();

    private OnBehalf() {}

    /// Carries out `request`, at first on behalf of a stranger from `network`.
    public static void stranger(CallerNetwork network, Runnable request) {
        ScopedValue.where(REQUEST, new AtomicReference<>(new Lane.Stranger(network)))
                .run(request);
    }

    /// From now on the request of this thread is this merchant's. Outside of a request nothing changes.
    public static void identified(MerchantId merchant) {
        move(new Lane.Merchant(merchant));
    }

    /// From now on the request of this thread comes from a payer of this merchant. Outside of a request nothing
    /// changes.
    public static void payer(MerchantId merchant) {
        move(new Lane.Payer(merchant));
    }

    private static void move(Lane lane) {
        if (REQUEST.isBound()) {
            REQUEST.get().set(lane);
        }
    }

    public static Lane current() {
        return REQUEST.isBound() ? REQUEST.get().get() : new Lane.Program();
    }
}
