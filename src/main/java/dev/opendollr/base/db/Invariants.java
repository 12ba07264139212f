package dev.opendollr.base.db;

import static org.jdbi.v3.core.transaction.TransactionIsolationLevel.REPEATABLE_READ;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Checks the rules that must hold in every database of this service at any time.
///
/// Checks each rule on whole tables, and each page of families, in a short transaction of its own. Committed
/// data satisfies every rule at any moment, so the checks may see different moments. Needs memory for one or
/// two pages, whatever the size of the database.
public final class Invariants {
    private static final int PAGE = 10_000;
    private static final int LOOKERS = 2;
    /// If more families have changed, all are checked, which needs no list.
    private static final int CHANGED_MAX = 200_000;
    private static final String IS_LIVE = "select exists (select 1 from live_role)";

    private final Jdbi sessions;
    private final Watcher watcher;

    /// Is told of the progress, by several threads.
    public interface Watcher {
        void lookedAt(long families, long ofAll);

        void lookedAt(String rule);
    }

    /// A broken rule or a known loss: how many cases there are, with descriptions of the first ones.
    public record Broken(String rule, List<String> by, long count) {
        public Broken {
            by = List.copyOf(by);
        }
    }

    /// The result of a check. `skipped` are sandbox rules, which do not apply to a database that was served in
    /// the live role.
    public record Report(
            List<Broken> broken, List<Broken> losses, List<String> skipped, int rules, long families, boolean isWhole) {
        public Report {
            broken = List.copyOf(broken);
            losses = List.copyOf(losses);
            skipped = List.copyOf(skipped);
        }
    }

    public Invariants(Jdbi sessions, Watcher watcher) {
        this.sessions = sessions;
        this.watcher = watcher;
    }

    /// Checks everything, or the rules on whole tables and the families that have changed since the last check
    /// in which everything held. If everything holds, records that.
    public Report inspect(boolean onlyChanged) {
        try (var handle = sessions.open()) {
            var mark = VerifiedTable.here(handle);
            var horizon =
                    onlyChanged ? VerifiedTable.find(handle, mark, Rules.fingerprint()) : Optional.<String>empty();
            var changed = horizon.flatMap(since -> FamilyTable.changed(handle, since, CHANGED_MAX));
            var families = changed.<Families>map(Families.Known::new)
                    .orElseGet(() -> new Families.All(FamilyTable.count(handle)));
            boolean isLive = handle.createQuery(IS_LIVE).mapTo(Boolean.class).one();
            var round = new Round(applying(isLive), families);
            lookTogether(round);
            var skipped = Rules.all().stream()
                    .filter(rule -> isLive && rule.isOfSandbox())
                    .map(Rule::sentence)
                    .toList();
            var report = new Report(
                    broken(round.found, false),
                    broken(round.found, true),
                    skipped,
                    sentences().size() - skipped.size(),
                    round.looked,
                    changed.isEmpty());
            if (report.broken().isEmpty()) {
                VerifiedTable.keep(handle, mark, Rules.fingerprint());
            }
            return report;
        }
    }

    /// Checks everything as `handle` sees it, in the open transaction or in a new one. Returns the broken
    /// rules, without known losses.
    public static List<Broken> broken(Handle handle) {
        return handle.isInTransaction()
                ? brokenInOneView(handle)
                : handle.inTransaction(REPEATABLE_READ, Invariants::brokenInOneView);
    }

    private static List<Broken> brokenInOneView(Handle tx) {
        var inspection = new Inspection(tx);
        inspection.prepare();
        Map<Rule, Found> found = new LinkedHashMap<>();
        for (var rule : of(Rules.all(), Rule.Breadth.ALL)) {
            found.put(rule, inspection.ofAll(rule));
        }
        var families = new Families.All(0);
        List<Family> all = new ArrayList<>();
        for (var page = families.next(tx, PAGE); !page.isEmpty(); page = families.next(tx, PAGE)) {
            all.addAll(page);
        }
        inspection.ofFamilies(of(Rules.all(), Rule.Breadth.SOME_FAMILIES), all, found);
        return broken(found, false);
    }

    /// The sentences of the rules in their order, without known losses.
    public static List<String> sentences() {
        return Rules.all().stream()
                .filter(rule -> !rule.isKnownLoss())
                .map(Rule::sentence)
                .toList();
    }

    private static List<Rule> applying(boolean isLive) {
        return Rules.all().stream()
                .filter(rule -> !isLive || !rule.isOfSandbox())
                .toList();
    }

    private static List<Rule> of(List<Rule> rules, Rule.Breadth breadth) {
        return rules.stream().filter(rule -> rule.breadth() == breadth).toList();
    }

    private static List<Broken> broken(Map<Rule, Found> found, boolean isKnownLoss) {
        List<Broken> broken = new ArrayList<>();
        for (var rule : Rules.all()) {
            var here = found.get(rule);
            if (here != null && rule.isKnownLoss() == isKnownLoss && here.count() > 0) {
                broken.add(new Broken(rule.sentence(), here.first(), here.count()));
            }
        }
        return List.copyOf(broken);
    }

    private void lookTogether(Round round) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> lookers = new ArrayList<>();
            for (int looker = 0; looker < LOOKERS; looker++) {
                lookers.add(threads.submit(() -> look(round)));
            }
            for (var looker : lookers) {
                var _ = looker.get();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while looking", stopping);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
    }

    private void look(Round round) {
        try (var handle = sessions.open()) {
            var inspection = new Inspection(handle);
            inspection.prepare();
            for (var rule = round.nextRule(); rule.isPresent(); rule = round.nextRule()) {
                var one = rule.get();
                var _ = round.add(Map.of(one, readOnly(handle, () -> inspection.ofAll(one))), 0);
                watcher.lookedAt(one.sentence());
            }
            var rules = of(round.rules, Rule.Breadth.SOME_FAMILIES);
            for (var page = round.families.next(handle, PAGE);
                    !page.isEmpty();
                    page = round.families.next(handle, PAGE)) {
                var some = page;
                Map<Rule, Found> found = readOnly(handle, () -> {
                    Map<Rule, Found> here = new LinkedHashMap<>();
                    inspection.ofFamilies(rules, some, here);
                    return here;
                });
                watcher.lookedAt(round.add(found, some.size()), round.families.count());
            }
        }
    }

    private static <T> T readOnly(Handle handle, Supplier<T> reads) {
        return handle.inTransaction(REPEATABLE_READ, tx -> {
            var _ = tx.execute("set transaction read only");
            return reads.get();
        });
    }

    /// The work that the threads of one check share.
    private static final class Round {
        private final List<Rule> rules;
        private final Queue<Rule> ofAll;
        private final Families families;
        private final Map<Rule, Found> found = new LinkedHashMap<>();
        private long looked;

        Round(List<Rule> rules, Families families) {
            this.rules = rules;
            this.families = families;
            ofAll = new ArrayDeque<>(of(rules, Rule.Breadth.ALL));
        }

        synchronized Optional<Rule> nextRule() {
            return Optional.ofNullable(ofAll.poll());
        }

        synchronized long add(Map<Rule, Found> more, int families) {
            more.forEach((rule, here) -> found.merge(rule, here, Found::plus));
            looked += families;
            return looked;
        }
    }
}
