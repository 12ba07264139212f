package dev.opendollr.gateway;

import java.util.Optional;

/// Who moves money outside of this service: mobile-money operators and card networks.
///
/// No call is made inside a database transaction. Any failure after a request may have left is [Outcome.Unknown], never
/// an exception; so is whatever an implementation does not understand.
public interface Gateway {
    /// Asks to carry out `attempt`. The same attempt asked again moves nothing again; the answer is then its state.
    Outcome request(Attempt attempt);

    /// What has become of an attempt that may have been requested.
    Outcome look(Attempt attempt);

    /// Asks to give up an attempt that waits for its payer. The answer is the state afterwards: `Declined` when it is
    /// given up for good, `Settled` when the payer was faster.
    Outcome cancel(Attempt attempt);

    /// What is known of a card; empty for a token that nobody knows. Changes nothing.
    Optional<Card> card(String token);

    /// A card as its network describes it. `country` is ISO 3166 alpha-2.
    record Card(String brand, Optional<String> country) {}
}
