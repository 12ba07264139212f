package dev.opendollr.db;

/// A sentence that holds in every database, and the query that finds what breaks it, in words.
record Rule(String sentence, String query, Breadth breadth, boolean isOfSandbox, boolean isKnownLoss) {
    /// What a query finds in the tables.
    enum Breadth {
        ALL,
        SOME_FAMILIES
    }
}
