package dev.opendollr.feed;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.Seals;
import dev.opendollr.base.token.TokenKeys;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Cursors, which state up to which number a merchant has read the feed. They are encrypted, because the
/// numbers would reveal how many changes all merchants make together. A cursor does not expire.
public final class Cursors {
    private static final int BYTES = 2 * Long.BYTES;

    private final Seals seals;

    public Cursors(TokenKeys keys) {
        seals = new Seals(keys, Purpose.CURSOR);
    }

    /// A cursor has the same length for every number.
    public String issue(MerchantId merchant, long number) {
        return seals.seal(ByteBuffer.allocate(BYTES)
                .putLong(merchant.value())
                .putLong(number)
                .array());
    }

    /// The number in a cursor that this service has issued for this merchant; empty for any other text.
    public Optional<Long> read(MerchantId merchant, String text) {
        return seals.open(text)
                .filter(content -> content.length == BYTES)
                .map(ByteBuffer::wrap)
                .filter(content -> content.getLong() == merchant.value())
                .map(ByteBuffer::getLong);
    }
}
