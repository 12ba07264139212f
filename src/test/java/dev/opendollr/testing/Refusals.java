package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.opendollr.base.problem.Problem;
import dev.opendollr.base.problem.Problem.Refused;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.base.problem.Words;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Reads the refusals of doors.
public final class Refusals {
    private Refusals() {}

    /// The sentence with which `call` is refused. Fails if `call` is not refused, or fails in another way.
    public static String sentence(ThrowingCallable call) {
        return sentence(catchThrowableOfType(ProblemException.class, call).problem());
    }

    /// The sentence of the reason, if the problem has one.
    public static String sentence(Problem problem) {
        return reason(problem).map(Words::of).orElseGet(problem::toString);
    }

    /// Why an argument was refused; empty for any other problem.
    public static Optional<Reason> reason(Problem problem) {
        return problem instanceof Refused(var _, var reason) ? Optional.of(reason) : Optional.empty();
    }
}
