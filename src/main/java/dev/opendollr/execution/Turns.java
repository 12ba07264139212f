package dev.opendollr.execution;

import dev.opendollr.identity.MerchantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whose turn it is among the merchants whose executions this process looks after, and who has enough for now.
final class Turns {
    /// Of one merchant so many are looked at together; others find room beside a gateway of it that is slow.
    static final int SHARE_MAX = 16;

    private final Map<Long, Integer> underWay = new HashMap<>();
    private long servedLast;

    synchronized DueExecutionTable.Claim next(int limit) {
        var full = underWay.entrySet().stream()
                .filter(merchant -> merchant.getValue() >= SHARE_MAX)
                .map(Map.Entry::getKey)
                .toList();
        return new DueExecutionTable.Claim(limit, servedLast, full);
    }

    synchronized void taken(List<Execution> claimed) {
        claimed.forEach(execution -> underWay.merge(execution.merchant().value(), 1, Integer::sum));
        // After the highest number it is the lowest one's turn: whoever is not after the last one comes after all.
        var merchants =
                claimed.stream().map(execution -> execution.merchant().value()).toList();
        servedLast = merchants.stream()
                .filter(merchant -> merchant <= servedLast)
                .max(Comparator.naturalOrder())
                .or(() -> merchants.stream().max(Comparator.naturalOrder()))
                .orElse(servedLast);
    }

    synchronized void done(MerchantId merchant) {
        underWay.computeIfPresent(merchant.value(), (_, looks) -> looks == 1 ? null : looks - 1);
    }
}
