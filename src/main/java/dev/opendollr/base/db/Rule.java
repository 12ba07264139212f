package dev.opendollr.base.db;

/// A rule that holds in every database, as a sentence, with the query that finds and describes what breaks it.
record Rule(String sentence, String query, Breadth breadth, boolean isOfSandbox, boolean isKnownLoss) {
    /// What the tables hold when the query runs: everything, or copies of some families.
    enum Breadth {
        ALL,
        SOME_FAMILIES
    }
}
