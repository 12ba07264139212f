package dev.opendollr.gateway;

import java.util.Optional;

/// A service that moves money outside of this one: mobile-money operators or card networks.
///
/// No call is made inside a database transaction. A failure after a request may have left is [Outcome.Unknown],
/// never an exception. So is an answer that the implementation does not understand.
public interface Gateway {
    /// Asks to carry out `attempt`. A repeated request for the same attempt moves no more money; its answer is
    /// the attempt's state.
    Outcome request(Attempt attempt);

    /// Looks up the outcome of an attempt that may have been requested.
    Outcome look(Attempt attempt);

    /// Asks to give up an attempt that waits for its payer. The answer is the state afterwards: `Declined` when
    /// the attempt is given up for good, `Settled` when the payer was faster.
    Outcome cancel(Attempt attempt);

    /// What is known about a card; empty for an unknown token. Changes nothing.
    Optional<Card> card(String token);

    /// A card as its network describes it. `country` is ISO 3166 alpha-2.
    record Card(String brand, Optional<String> country) {}
}
