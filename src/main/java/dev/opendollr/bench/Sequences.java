package dev.opendollr.bench;

import org.jdbi.v3.core.Handle;

/// Takes blocks of ids out of sequences. No other process may create rows at the same time.
final class Sequences {
    private static final String RESERVE =
            "select setval(cast(:name as regclass), nextval(cast(:name as regclass)) + :size) - :size";

    private Sequences() {}

    /// Reserves `size` consecutive ids and returns the first one.
    static long reserve(Handle handle, String sequence, long size) {
        return handle.createQuery(RESERVE)
                .bind("name", sequence)
                .bind("size", size)
                .mapTo(Long.class)
                .one();
    }
}
