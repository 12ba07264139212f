package dev.opendollr.db;

/// What belongs together: a source with its items, events, collections and refunds, or a session that has no source,
/// with its execution. Neither a rule nor a change of one reaches into another.
record Family(long merchant, long id, Kind kind) {
    enum Kind {
        SOURCE,
        SESSION
    }
}
