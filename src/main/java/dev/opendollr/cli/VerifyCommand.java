package dev.opendollr.cli;

import dev.opendollr.Store;
import dev.opendollr.base.db.Invariants;
import dev.opendollr.base.db.Invariants.Broken;
import dev.opendollr.base.db.Invariants.Report;
import dev.opendollr.base.text.Escaped;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opendollr verify`: checks that all rules of the books hold, with or without a running server.
@Command(
        name = "verify",
        description = "Check that every rule of the books holds. Changes nothing, and remembers when all of them did.")
final class VerifyCommand implements Callable<Integer> {
    private static final int BROKEN = 1;

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--changed",
            description = "Look at the sums and at what was written since all rules held; at everything, when that is"
                    + " not known. Rows that somebody removed are found without this option only.")
    boolean onlyChanged;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var store = Store.openExisting(database.withoutServer())) {
            var progress = new VerifyProgress(spec.commandLine().getErr());
            var report = new Invariants(store.database().patient(), progress).inspect(onlyChanged);
            print(spec.commandLine().getOut(), report);
            return report.broken().isEmpty() ? 0 : BROKEN;
        }
    }

    private static void print(PrintWriter out, Report report) {
        report.broken().forEach(rule -> print(out, "BROKEN: ", rule));
        report.losses().forEach(loss -> print(out, "KNOWN LOSS: ", loss));
        report.skipped().forEach(rule -> out.println("SKIPPED, as payments here are real: " + rule));
        out.println("Not looked at: whom a transfer was meant for, when a party or a phone has changed since.");
        out.printf(
                "Looked at %,d sources and sessions, %s.%n",
                report.families(), report.isWhole() ? "all there are" : "all that have changed");
        out.println(
                report.broken().isEmpty()
                        ? "All " + report.rules() + " rules hold."
                        : report.broken().size() + " of " + report.rules() + " rules are broken.");
        out.flush();
    }

    private static void print(PrintWriter out, String kind, Broken rule) {
        out.println(kind + rule.rule());
        rule.by().forEach(found -> out.println("  " + Escaped.of(found)));
        long more = rule.count() - rule.by().size();
        if (more > 0) {
            out.printf("  and %,d more%n", more);
        }
    }
}
