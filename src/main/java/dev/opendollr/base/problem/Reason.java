package dev.opendollr.base.problem;

/// Why something is refused: the facts, as the components of a record, and no words.
///
/// The reasons of one feature are the records in one sealed interface, such as `SessionReason`. Code that shows
/// a reason takes its sentence from [Words].
public interface Reason {}
