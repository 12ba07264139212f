package dev.opendollr.bench;

import java.util.concurrent.atomic.AtomicLong;

/// The units of a block that nobody has begun. All clients draw from it, so a quick one leaves no slow one's share.
final class UnitStock {
    private final long size;
    private final AtomicLong next = new AtomicLong();

    UnitStock(UnitBlock block) {
        size = block.size();
    }

    /// A unit that nobody else is given; throws [RanDry] when there is none left.
    long draw() {
        long unit = next.getAndIncrement();
        if (unit >= size) {
            throw new RanDry();
        }
        return unit;
    }
}
