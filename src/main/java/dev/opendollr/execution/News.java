package dev.opendollr.execution;

import dev.opendollr.gateway.Outcome;
import dev.opendollr.identity.Actor;
import java.util.Optional;

/// What was learned of an execution, and who brings it: a gateway that was asked, or an operator.
sealed interface News {
    Actor actor();

    /// What is kept of it as the words of the gateway.
    Answer answer();

    /// How an operator knows it.
    Optional<String> reason();

    /// What a gateway has said to whoever asked it.
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

    /// What an operator states. The gateway has not said it: its own words stay.
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
