package dev.opendollr.base.work;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.work.FairPlaces.Entry;
import dev.opendollr.base.work.FairPlaces.Share;
import java.time.Duration;

/// A number of places that all lanes share. Threads may share it.
///
/// One merchant holds at most half of them. The payers of one merchant hold at most a quarter, and all payers
/// together half. Strangers together hold at most a quarter, and one network of strangers at most half of that
/// quarter. Waiting threads take turns: each merchant, the payers of each merchant, the program, and all
/// strangers together have one turn each. Among strangers, networks take turns. The limit of one network does
/// not apply to this machine, whose address many callers may share.
public final class LanePlaces {
    private static final int MERCHANT_PART = 2;
    private static final int PAYERS_PART = 2;
    private static final int PAYERS_OF_MERCHANT_PART = 4;
    private static final int STRANGERS_PART = 4;
    private static final int NETWORK_PART = 2;
    private static final int NETWORK_WAITING_PART = 4;
    /// A merchant has a few programs, but thousands of payers may come when it sends out its invoices.
    private static final int PAYERS_WAITING_FACTOR = 4;

    private final FairPlaces<Party> all;
    /// Payers enter here first, so that they never hold more than their share of all places.
    private final FairPlaces<MerchantId> ofPayers;
    /// The same for strangers.
    private final FairPlaces<CallerNetwork> ofStrangers;

    private sealed interface Party {
        record OneMerchant(MerchantId id) implements Party {}

        record PayersOf(MerchantId merchant) implements Party {}

        record Strangers() implements Party {}

        record Program() implements Party {}
    }

    /// For one merchant `waitingMax` may wait, for its payers four times as many, for one network of strangers a
    /// quarter as many.
    public LanePlaces(int places, int waitingMax) {
        int strangersMax = part(places, STRANGERS_PART);
        int payersMax = part(places, PAYERS_PART);
        int payersOfMerchantMax = part(places, PAYERS_OF_MERCHANT_PART);
        // Of several places, one always remains for the program itself, which settles what merchants wait for.
        int kept = places > 1 ? 1 : 0;
        all = new FairPlaces<>(places, party -> switch (party) {
            case Party.Program() -> new Share(places, 0, waitingMax);
            case Party.OneMerchant _ -> new Share(part(places, MERCHANT_PART), kept, waitingMax);
            case Party.PayersOf _ -> new Share(payersOfMerchantMax, kept, payersOfMerchantMax);
            case Party.Strangers() -> new Share(strangersMax, kept, strangersMax);
        });
        var ofOne = new Share(payersOfMerchantMax, 0, waitingMax * PAYERS_WAITING_FACTOR);
        ofPayers = new FairPlaces<>(payersMax, _ -> ofOne);
        var ofNetwork = new Share(part(strangersMax, NETWORK_PART), 0, waitingMax / NETWORK_WAITING_PART);
        var ofThisMachine = new Share(strangersMax, 0, waitingMax);
        ofStrangers = new FairPlaces<>(strangersMax, network -> network.isThisMachine() ? ofThisMachine : ofNetwork);
    }

    private static int part(int places, int part) {
        return Math.max(1, places / part);
    }

    /// Waits for a place, at most for `patience`. A caller that gets [Entry#IN] must [#leave].
    public Entry enter(Lane lane, Duration patience) throws InterruptedException {
        return switch (lane) {
            case Lane.Stranger(var network) -> enter(ofStrangers, network, lane, patience);
            case Lane.Payer(var merchant) -> enter(ofPayers, merchant, lane, patience);
            case Lane.Merchant _, Lane.Program _ -> all.enter(party(lane), patience);
        };
    }

    /// Enters by way of `first`, where `owner` has its share.
    private <O> Entry enter(FairPlaces<O> first, O owner, Lane lane, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        var entry = first.enter(owner, patience);
        if (entry != Entry.IN) {
            return entry;
        }
        boolean isIn = false;
        try {
            entry = all.enter(party(lane), Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            isIn = entry == Entry.IN;
            return entry;
        } finally {
            if (!isIn) {
                first.leave(owner);
            }
        }
    }

    /// Gives a place back.
    public void leave(Lane lane) {
        all.leave(party(lane));
        switch (lane) {
            case Lane.Stranger(var network) -> ofStrangers.leave(network);
            case Lane.Payer(var merchant) -> ofPayers.leave(merchant);
            case Lane.Merchant _, Lane.Program _ -> {}
        }
    }

    private static Party party(Lane lane) {
        return switch (lane) {
            case Lane.Merchant(var id) -> new Party.OneMerchant(id);
            case Lane.Payer(var merchant) -> new Party.PayersOf(merchant);
            case Lane.Stranger _ -> new Party.Strangers();
            case Lane.Program() -> new Party.Program();
        };
    }

    /// Places that are held plus threads that wait for one.
    public int busy() {
        return held() + waiting();
    }

    /// Places that are held.
    public int held() {
        return all.held();
    }

    /// Threads that wait for a place.
    public int waiting() {
        return all.waiting() + ofPayers.waiting() + ofStrangers.waiting();
    }

    /// How many requests for a place were refused since the start, at once or after a wait.
    public long refused() {
        return all.refused() + ofPayers.refused() + ofStrangers.refused();
    }
}
