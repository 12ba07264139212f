package dev.opendollr.base.problem;

/// Carries a [Problem] up to the HTTP layer; the only exception features throw on purpose.
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public static ProblemException refused(String argument, Reason reason) {
        return refused(Argument.of(argument), reason);
    }

    public static ProblemException refused(Argument argument, Reason reason) {
        return new ProblemException(new Problem.Refused(argument, reason));
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(new Problem.NotFound(what));
    }
}
