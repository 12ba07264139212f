package dev.opendollr.base.idempotency;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import java.time.InstantSource;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.jdbi.v3.core.Handle;

/// [Creations] without the HTTP around them.
public final class KeyedCreations {
    private final Database database;
    private final Creations creations;

    public KeyedCreations(Database database, InstantSource clock) {
        this.database = database;
        creations = new Creations(database, clock);
    }

    /// The number of what `creation` has made, now or under the same key before.
    public long create(MerchantId merchant, String key, Function<Handle, Long> creation) {
        var claim = new IdempotencyKey(merchant, key, new Fingerprint(DigestUtils.sha256Hex(key)));
        return Long.parseLong(database.everywhere()
                .transact(tx -> creations.once(tx, claim, creation::apply))
                .json());
    }
}
