package dev.opendollr.cli;

import dev.opendollr.Store;
import dev.opendollr.db.Invariants;
import dev.opendollr.db.Progress;
import dev.opendollr.text.Escaped;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `opendollr verify`: whether the books are right, beside a running server or without one.
@Command(
        name = "verify",
        description = "Check that every rule of the books holds. Reads one view of the database, changes nothing.")
final class VerifyCommand implements Callable<Integer> {
    private static final int BROKEN = 1;

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var store = Store.openExisting(database.withoutServer())) {
            var broken = store.database().audit(view -> Invariants.brokenWithProgress(view, Progress::say));
            int rules = Invariants.sentences().size();
            broken.forEach(rule -> {
                out.println("BROKEN: " + rule.rule());
                rule.by().forEach(found -> out.println("  " + Escaped.of(found)));
            });
            out.println(
                    broken.isEmpty()
                            ? "All " + rules + " rules hold."
                            : broken.size() + " of " + rules + " rules are broken.");
            Invariants.UNSEEN.forEach(state -> out.println("Not seen: " + state + "."));
            out.flush();
            return broken.isEmpty() ? 0 : BROKEN;
        }
    }
}
