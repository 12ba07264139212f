package dev.opendollr.execution;

import dev.opendollr.identity.MerchantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Whose turn it is among the merchants whose executions this process looks after, and who has enough for now.
final class Turns {
    /// Of one merchant so many are looked at together; others find room beside a gateway of it that is slow.
    static final int SHARE_MAX = 16;

    /// The merchant of each look, once for each of its looks.
    private final List<Long> underWay = new ArrayList<>();

    private long servedLast;

    synchronized DueExecutionTable.Claim next(int limit) {
        return new DueExecutionTable.Claim(limit, servedLast, List.copyOf(underWay));
    }

    synchronized void taken(List<Execution> claimed) {
        // After the highest number it is the lowest one's turn: whoever is not after the last one comes after all.
        var merchants =
                claimed.stream().map(execution -> execution.merchant().value()).toList();
        servedLast = merchants.stream()
                .filter(merchant -> merchant <= servedLast)
                .max(Comparator.naturalOrder())
                .or(() -> merchants.stream().max(Comparator.naturalOrder()))
                .orElse(servedLast);
        underWay.addAll(merchants);
    }

    synchronized void done(MerchantId merchant) {
        var _ = underWay.remove((Object) merchant.value());
    }
}
