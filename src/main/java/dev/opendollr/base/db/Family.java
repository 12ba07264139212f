package dev.opendollr.base.db;

/// Rows that belong together: a source with its items, events, collections and refunds, or a session without a
/// source, with its execution. A rule on families and a change both concern one family only.
record Family(long merchant, long id, Kind kind) {
    enum Kind {
        SOURCE,
        SESSION
    }
}
