package dev.opendollr.execution;

import dev.opendollr.identity.MerchantId;
import dev.opendollr.work.MerchantTurns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The looks of this process that are under way, and whose turn it is to be looked after next.
final class LooksUnderWay {
    /// Of one merchant so many are looked at together; others find room beside a gateway of it that is slow.
    static final int SHARE_MAX = 16;

    /// The merchant of each look, once for each of its looks.
    private final List<MerchantId> underWay = new ArrayList<>();

    private final MerchantTurns turns = new MerchantTurns();

    synchronized DueExecutionTable.Claim next(int limit) {
        return new DueExecutionTable.Claim(limit, turns.servedLast(), List.copyOf(underWay));
    }

    synchronized void begun(List<Execution> claimed) {
        var merchants = claimed.stream().map(Execution::merchant).toList();
        turns.served(merchants);
        underWay.addAll(merchants);
    }

    /// Whether the merchant had its whole share under way until now, so that more of it may be due.
    synchronized boolean done(MerchantId merchant) {
        boolean hadShare = Collections.frequency(underWay, merchant) == SHARE_MAX;
        var _ = underWay.remove(merchant);
        return hadShare;
    }
}
