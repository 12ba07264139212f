package dev.opendollr.execution;

import dev.opendollr.base.identity.Actor;
import dev.opendollr.gateway.Outcome;
import java.util.Optional;

/// New information about an execution: the answer of a gateway that was asked, or the statement of an operator.
sealed interface News {
    Actor actor();

    /// What is stored as the answer of the gateway.
    Answer answer();

    /// How an operator knows it; empty for a gateway's answer.
    Optional<String> reason();

    /// The answer of a gateway to `actor`.
    record Said(Outcome outcome, Actor actor) implements News {
        @Override
        public Answer answer() {
            return Answer.of(outcome);
        }

        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }
    }

    /// The statement of an operator. The gateway has not said it, so the gateway's own answer stays as it is.
    record Stated(OperatorWord word, Actor actor, String explanation) implements News {
        @Override
        public Answer answer() {
            return Answer.NOTHING;
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(explanation);
        }
    }
}
