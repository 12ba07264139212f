package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.opendollr.base.problem.Problem;
import dev.opendollr.base.problem.Problem.Refused;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.base.problem.Words;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What doors refuse.
public final class Refusals {
    private Refusals() {}

    /// What `call` is refused for, in words; it fails in no other way.
    public static String sentence(ThrowingCallable call) {
        return sentence(catchThrowableOfType(ProblemException.class, call).problem());
    }

    /// In words as far as there are words for it.
    public static String sentence(Problem problem) {
        return reason(problem).map(Words::of).orElseGet(problem::toString);
    }

    /// Why an argument was refused; empty for any other problem.
    public static Optional<Reason> reason(Problem problem) {
        return problem instanceof Refused(var _, var reason) ? Optional.of(reason) : Optional.empty();
    }
}
