package dev.opendollr.problem;

/// Why something is refused: the facts, as the components of a record, and no words.
///
/// The reasons of a room are the records in one sealed interface, such as `SessionReason`. Whoever shows one takes
/// its sentence from [Words].
public interface Reason {}
