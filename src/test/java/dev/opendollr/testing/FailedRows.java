package dev.opendollr.testing;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Prints the name of each failed test or class. For a row of a table it prints the text of the row: Maven
/// prints only its number.
public final class FailedRows implements TestExecutionListener {
    private static final int TEXT_MAX = 300;

    private final PrintStream out;
    private Optional<TestPlan> plan = Optional.empty();

    /// JUnit calls this constructor.
    public FailedRows() {
        this(System.out);
    }

    FailedRows(PrintStream out) {
        this.out = out;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan begun) {
        plan = Optional.of(begun);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.FAILED) {
            out.println("FAILED " + path(test));
        }
    }

    /// The names from the class to the row.
    private String path(TestIdentifier test) {
        Deque<String> names = new ArrayDeque<>();
        names.push(shown(test.getDisplayName()));
        var parent = above(test);
        while (parent.isPresent()) {
            names.push(shown(parent.get().getDisplayName()));
            parent = above(parent.get());
        }
        return String.join(" > ", names);
    }

    /// The test or class that contains `test`. The engine, which contains all of them, does not count.
    private Optional<TestIdentifier> above(TestIdentifier test) {
        return plan.flatMap(whole -> whole.getParent(test))
                .filter(parent -> parent.getParentId().isPresent());
    }

    private static String shown(String name) {
        return name.length() <= TEXT_MAX ? name : name.substring(0, TEXT_MAX) + "…";
    }
}
