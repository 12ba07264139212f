package dev.opendollr.db;

/// Which rows of a list are wanted, and who takes them, one by one as PostgreSQL sends them.
public interface Listing<T> {
    /// Rows with keys above this one are wanted, in ascending order.
    long after();

    /// How many rows to look for at most: one more than are shown tells whether there are more.
    int fetch();

    /// The reading begins, perhaps once more: what was taken before is void.
    void begin();

    /// Whether another row is wanted; if not, perhaps this one was not either.
    boolean take(T row);
}
