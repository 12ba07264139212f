package dev.opendollr.execution;

/// The status of a movement of money.
public enum ExecutionStatus {
    /// Stored; the gateway may not have received it.
    PENDING,
    /// The gateway has it, or may have it.
    PROCESSING,
    COMPLETED,
    FAILED;

    /// The answer of the state machine to one event.
    sealed interface Next {
        record Moved(ExecutionStatus to) implements Next {}

        /// Nothing new.
        record Same() implements Next {}

        /// Money has moved after all, for an execution that was given up. It must not be kept.
        record Late() implements Next {}

        /// The gateway now denies that money has moved. We do not believe it; an operator must ask the gateway.
        record Contradicted() implements Next {}
    }

    Next on(ExecutionEvent event) {
        return switch (this) {
            case PENDING ->
                switch (event) {
                    case PROCEED -> new Next.Moved(PROCESSING);
                    case SETTLE -> new Next.Moved(COMPLETED);
                    case DECLINE -> new Next.Moved(FAILED);
                };
            case PROCESSING ->
                switch (event) {
                    case PROCEED -> new Next.Same();
                    case SETTLE -> new Next.Moved(COMPLETED);
                    case DECLINE -> new Next.Moved(FAILED);
                };
            case COMPLETED ->
                switch (event) {
                    case PROCEED, SETTLE -> new Next.Same();
                    case DECLINE -> new Next.Contradicted();
                };
            case FAILED ->
                switch (event) {
                    case PROCEED, DECLINE -> new Next.Same();
                    case SETTLE -> new Next.Late();
                };
        };
    }

    boolean isOpen() {
        return this == PENDING || this == PROCESSING;
    }
}
