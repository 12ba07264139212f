package dev.opendollr.testing;

import dev.opendollr.base.db.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Collects the rows of a list in memory, for tests whose lists are short.
public final class Listed<T> implements Listing<T> {
    private final long after;
    private final int fetch;
    private final List<T> rows = new ArrayList<>();

    private Listed(long after, int fetch) {
        this.after = after;
        this.fetch = fetch;
    }

    /// Calls `list` and returns its rows: at most `fetch`, with keys above `after`.
    public static <T> List<T> rows(long after, int fetch, Consumer<Listing<T>> list) {
        var listed = new Listed<T>(after, fetch);
        list.accept(listed);
        return List.copyOf(listed.rows);
    }

    @Override
    public long after() {
        return after;
    }

    @Override
    public int fetch() {
        return fetch;
    }

    @Override
    public void begin() {
        rows.clear();
    }

    @Override
    public boolean take(T row) {
        return rows.add(row);
    }
}
