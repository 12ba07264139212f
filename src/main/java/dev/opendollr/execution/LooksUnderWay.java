package dev.opendollr.execution;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.work.MerchantTurns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The looks at gateways that this process has under way, and which merchant's turn is next.
final class LooksUnderWay {
    /// How many executions of one merchant are looked at together. The limit leaves room for other merchants
    /// when its gateway is slow.
    static final int SHARE_MAX = 16;

    /// The merchant of each look under way. A merchant appears once for each of its looks.
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

    /// Whether the merchant had its full share under way until now, so that more of its executions may be due.
    synchronized boolean done(MerchantId merchant) {
        boolean hadShare = Collections.frequency(underWay, merchant) == SHARE_MAX;
        var _ = underWay.remove(merchant);
        return hadShare;
    }
}
