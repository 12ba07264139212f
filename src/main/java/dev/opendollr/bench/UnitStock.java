package dev.opendollr.bench;

import java.util.concurrent.atomic.AtomicLong;

/// The units of a block that are not begun yet. All clients draw from it, so a fast client also takes units
/// that a slow one leaves.
final class UnitStock {
    private final long size;
    private final AtomicLong next = new AtomicLong();

    UnitStock(UnitBlock block) {
        size = block.size();
    }

    /// A unit that no other client gets; throws [RanDry] if none is left.
    long draw() {
        long unit = next.getAndIncrement();
        if (unit >= size) {
            throw new RanDry();
        }
        return unit;
    }
}
