package dev.opendollr.execution;

import dev.opendollr.base.identity.ExecutionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// How the attempts to pay one source stand.
///
/// `attempts` counts all of them. `areAllDeclined` tells whether the gateway itself has declined each of them, is
/// not being asked about any of them again, and none moved money; it is so without an attempt too. `returns` is the
/// money that came and is not kept: what is
/// still on its way first, at most [#RETURNS_MAX] entries.
public record Standing(Optional<Newest> newest, int attempts, boolean areAllDeclined, List<Return> returns) {
    public static final int RETURNS_MAX = 20;

    public Standing {
        returns = List.copyOf(returns);
    }

    /// The attempt that began last. `account` is the phone of a mobile-money account or the name of a card.
    public record Newest(Execution execution, Optional<String> account) {
        @Override
        public String toString() {
            return "Newest[execution=" + execution.id().value() + ", account=***]";
        }
    }

    /// Money that came for the collection `id` and is not kept. `wentAt` is when it had gone back to its payer.
    public record Return(ExecutionId id, Money amount, Instant cameAt, Optional<Instant> wentAt) {
        public boolean isDone() {
            return wentAt.isPresent();
        }
    }
}
