package dev.opendollr.base.work;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.work.FairPlaces.Entry;
import dev.opendollr.base.work.FairPlaces.Share;
import java.time.Duration;

/// A number of places that all lanes share. Threads may share it.
///
/// One merchant holds at most half of them, strangers together hold at most a quarter, and one network of
/// strangers at most half of that quarter. Waiting threads take turns: each merchant, the program, and all
/// strangers together have one turn each. Among strangers, networks take turns. The limit of one network does
/// not apply to this machine, whose address many callers may share.
public final class LanePlaces {
    private static final int MERCHANT_PART = 2;
    private static final int STRANGERS_PART = 4;
    private static final int NETWORK_PART = 2;
    private static final int NETWORK_WAITING_PART = 4;

    private final FairPlaces<Party> all;
    /// Strangers enter here first, so that they never hold more than their share of all places.
    private final FairPlaces<CallerNetwork> ofStrangers;

    private sealed interface Party {
        record OneMerchant(MerchantId id) implements Party {}

        record Strangers() implements Party {}

        record Program() implements Party {}
    }

    /// For one merchant `waitingMax` may wait, for one network of strangers a quarter as many.
    public LanePlaces(int places, int waitingMax) {
        int strangersMax = Math.max(1, places / STRANGERS_PART);
        all = new FairPlaces<>(places, party -> share(party, places, strangersMax, waitingMax));
        var ofNetwork = new Share(Math.max(1, strangersMax / NETWORK_PART), 0, waitingMax / NETWORK_WAITING_PART);
        var ofThisMachine = new Share(strangersMax, 0, waitingMax);
        ofStrangers = new FairPlaces<>(strangersMax, network -> network.isThisMachine() ? ofThisMachine : ofNetwork);
    }

    /// Of several places, one always remains for the program itself, which settles what merchants wait for.
    private static Share share(Party party, int places, int strangersMax, int waitingMax) {
        int kept = places > 1 ? 1 : 0;
        return switch (party) {
            case Party.Program() -> new Share(places, 0, waitingMax);
            case Party.OneMerchant _ -> new Share(Math.max(1, places / MERCHANT_PART), kept, waitingMax);
            case Party.Strangers() -> new Share(strangersMax, kept, strangersMax);
        };
    }

    /// Waits for a place, at most for `patience`. A caller that gets [Entry#IN] must [#leave].
    public Entry enter(Lane lane, Duration patience) throws InterruptedException {
        return switch (lane) {
            case Lane.Stranger(var network) -> enter(network, patience);
            case Lane.Merchant _, Lane.Program _ -> all.enter(party(lane), patience);
        };
    }

    private Entry enter(CallerNetwork network, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        var first = ofStrangers.enter(network, patience);
        if (first != Entry.IN) {
            return first;
        }
        boolean isIn = false;
        try {
            var entry = all.enter(new Party.Strangers(), Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            isIn = entry == Entry.IN;
            return entry;
        } finally {
            if (!isIn) {
                ofStrangers.leave(network);
            }
        }
    }

    /// Gives a place back.
    public void leave(Lane lane) {
        all.leave(party(lane));
        if (lane instanceof Lane.Stranger(var network)) {
            ofStrangers.leave(network);
        }
    }

    private static Party party(Lane lane) {
        return switch (lane) {
            case Lane.Merchant(var id) -> new Party.OneMerchant(id);
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
        return all.waiting() + ofStrangers.waiting();
    }

    /// How many requests for a place were refused since the start, at once or after a wait.
    public long refused() {
        return all.refused() + ofStrangers.refused();
    }
}
