package dev.opendollr.base.problem;

/// Why the program cannot do what its command line asks, in one sentence for the operator.
public final class StartFailure extends RuntimeException {
    public StartFailure(String sentence) {
        super(sentence);
    }

    public StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
