package dev.opendollr.base.db;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Checks whole tables or some families, on one session. Does not change the database.
final class Inspection {
    /// Enough to see what kind of thing is wrong.
    static final int SHOWN_MAX = 20;

    private static final String FIND = "select what, count(*) over () from (%s) as broken (what) limit " + SHOWN_MAX;
    private static final List<String> SESSION = List.of(
            // The memory that most pages of families need.
            "set temp_buffers = '64MB'",
            "set work_mem = '32MB'",
            // Compiling a query takes longer than looking at a page.
            "set jit = off");
    private static final List<String> WHOLE_TABLES = List.of("set local search_path = public, pg_temp");
    /// Each table has an index that begins with the columns by which its rows are copied. Each table is too
    /// large to be read as a whole for one page.
    private static final List<String> BEFORE_COPY = List.of(
            "set local enable_nestloop = on", "set local enable_hashjoin = off", "set local enable_mergejoin = off");

    /// The copies have neither statistics nor indexes: hashing all of them is never bad.
    private static final List<String> COPIES = List.of(
            "set local search_path = pg_temp, public",
            "set local enable_nestloop = off",
            "set local enable_hashjoin = on",
            "set local enable_mergejoin = on");

    private final Handle handle;

    Inspection(Handle handle) {
        this.handle = handle;
    }

    /// Must be called once for each session, before anything else.
    void prepare() {
        run(SESSION);
        FamilyTable.prepare(handle);
    }

    /// Checks one rule on whole tables, in the caller's transaction.
    Found ofAll(Rule rule) {
        run(WHOLE_TABLES);
        return find(rule);
    }

    /// Checks rules on some families, in the caller's transaction, which must check no other families.
    void ofFamilies(List<Rule> rules, List<Family> families, Map<Rule, Found> found) {
        run(BEFORE_COPY);
        FamilyTable.copy(handle, families);
        run(COPIES);
        for (var rule : rules) {
            found.merge(rule, find(rule), Found::plus);
        }
    }

    private Found find(Rule rule) {
        var rows = handle.createQuery(FIND.formatted(rule.query()))
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .list();
        return new Found(
                rows.stream().map(Map.Entry::getKey).toList(),
                rows.isEmpty() ? 0 : rows.getFirst().getValue());
    }

    private void run(List<String> settings) {
        settings.forEach(setting -> handle.execute(setting));
    }
}
