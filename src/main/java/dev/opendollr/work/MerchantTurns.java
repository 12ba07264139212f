package dev.opendollr.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.opendollr.identity.MerchantId;
import java.util.Collection;
import java.util.Comparator;

/// Whose turn it is among merchants that are served in the order of their numbers. Threads may share it.
public final class MerchantTurns {
    @GuardedBy("this")
    private long servedLast;

    /// Those with a higher number come first, then those up to this one.
    public synchronized long servedLast() {
        return servedLast;
    }

    /// After the highest number it is the lowest one's turn again.
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
