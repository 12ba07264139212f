package dev.opendollr.base.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.opendollr.base.identity.MerchantId;
import java.util.Collection;
import java.util.Comparator;

/// Which merchant is next, for merchants that are served in the order of their ids. Threads may share it.
public final class MerchantTurns {
    @GuardedBy("this")
    private long servedLast;

    /// The id of the merchant that was served last. Merchants with a higher id come first, then those up to
    /// this one.
    public synchronized long servedLast() {
        return servedLast;
    }

    /// Records the merchants that were served. After the highest id, the turn goes back to the lowest.
    public synchronized void served(Collection<MerchantId> merchants) {
        var numbers = merchants.stream().map(MerchantId::value).toList();
        long last = servedLast;
        servedLast = numbers.stream()
                .filter(merchant -> merchant <= last)
                .max(Comparator.naturalOrder())
                .or(() -> numbers.stream().max(Comparator.naturalOrder()))
                .orElse(last);
    }
}
