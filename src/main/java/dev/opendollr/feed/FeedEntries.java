package dev.opendollr.feed;

/// The SQL with which a statement that changes an object also writes the feed.
///
/// The statement changes rows in a table expression `changed`, which returns the number of each entry, [#NUMBER],
/// beside `merchant_id`, `kind`, `id`, `version`, `type` and `at`.
public final class FeedEntries {
    /// Taken while the row of the object is locked, so that the entries of one object have ascending numbers. By then
    /// PostgreSQL has given the transaction its own number, which [Horizon] relies on.
    public static final String NUMBER = "nextval('feed_id') as feed_id";

    /// The table expression that writes the entries. It follows `changed`.
    public static final String TOLD = """
        , told as (
        insert into feed (merchant_id, id, kind, object_id, version, type, at)
        select merchant_id, feed_id, kind, id, version, type, at
          from changed)
        """;

    private FeedEntries() {}
}
