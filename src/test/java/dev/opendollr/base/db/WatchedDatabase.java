package dev.opendollr.base.db;

/// A [Database] that tells where its user could die, and where others could come in between.
public final class WatchedDatabase {
    private WatchedDatabase() {}

    /// `beforeCommit` and `between` may throw, as if the process died there.
    public static Database open(DatabaseAccess access, int connections, Runnable beforeCommit, Runnable between) {
        return new Database(access, connections, new Database.Boundaries() {
            @Override
            public void beforeCommit() {
                beforeCommit.run();
            }

            @Override
            public void between() {
                between.run();
            }
        });
    }
}
