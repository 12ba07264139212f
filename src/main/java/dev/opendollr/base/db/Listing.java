package dev.opendollr.base.db;

/// The rows of a list that a caller wants, and their receiver, which takes them one by one as PostgreSQL sends
/// them.
public interface Listing<T> {
    /// Rows with keys above this one are wanted, in ascending order.
    long after();

    /// How many rows to look for at most: one more than are shown tells whether there are more.
    int fetch();

    /// A read begins, perhaps again after a failure: rows that were taken before no longer count.
    void begin();

    /// Takes a row. False if no further row is wanted; then this one may not have been wanted either.
    boolean take(T row);
}
