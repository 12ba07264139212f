package dev.opendollr.work;

import dev.opendollr.identity.MerchantId;
import java.util.concurrent.atomic.AtomicReference;

/// For whom the current thread works.
///
/// A request begins as a stranger's and becomes its merchant's once its token was read. What runs outside of a
/// request is the program's own.
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
        if (REQUEST.isBound()) {
            REQUEST.get().set(new Lane.Merchant(merchant));
        }
    }

    public static Lane current() {
        return REQUEST.isBound() ? REQUEST.get().get() : new Lane.Program();
    }
}
