package dev.opendollr.work;

import dev.opendollr.identity.MerchantId;
import dev.opendollr.work.FairPlaces.Entry;
import dev.opendollr.work.FairPlaces.Share;
import java.time.Duration;

/// A number of places that all lanes share. Threads may share it.
///
/// One merchant holds at most half of them, strangers hold a quarter together, and one network at most half of that
/// quarter. Those who wait get a place in turns: merchants, the program and all strangers as if they were one; and
/// strangers among themselves in turns of their networks. This machine, whose address many may share, is not held to
/// the part of one network.
public final class LanePlaces {
    private static final int MERCHANT_PART = 2;
    private static final int STRANGERS_PART = 4;
    private static final int NETWORK_PART = 2;
    private static final int NETWORK_WAITING_PART = 4;

    private final FairPlaces<Party> all;
    /// Strangers pass here first, so that among all they are never more than their share.
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

    /// One place always remains for the program itself, which settles what merchants wait for.
    private static Share share(Party party, int places, int strangersMax, int waitingMax) {
        int kept = places > 1 ? 1 : 0;
        return switch (party) {
            case Party.Program() -> new Share(places, 0, waitingMax);
            case Party.OneMerchant _ -> new Share(Math.max(1, places / MERCHANT_PART), kept, waitingMax);
            case Party.Strangers() -> new Share(strangersMax, kept, strangersMax);
        };
    }

    /// Waits for a place, for `patience` at most. Whoever is [Entry#IN] must [#leave].
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

    /// Places that are held, and those who wait for one.
    public int busy() {
        return held() + waiting();
    }

    /// Places that are held.
    public int held() {
        return all.held();
    }

    /// Those who wait for a place.
    public int waiting() {
        return all.waiting() + ofStrangers.waiting();
    }

    /// How many got no place, ever: at once or after they had waited.
    public long refused() {
        return all.refused() + ofStrangers.refused();
    }
}
