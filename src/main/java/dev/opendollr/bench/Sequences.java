package dev.opendollr.bench;

import org.jdbi.v3.core.Handle;

/// Takes blocks of ids out of sequences; nobody else may create rows meanwhile.
final class Sequences {
    private static final String RESERVE =
            "select setval(cast(:name as regclass), nextval(cast(:name as regclass)) + :size) - :size";

    private Sequences() {}

    /// The first of `size` ids in a row that nobody else will have.
    static long reserve(Handle handle, String sequence, long size) {
        return handle.createQuery(RESERVE)
                .bind("name", sequence)
                .bind("size", size)
                .mapTo(Long.class)
                .one();
    }
}
