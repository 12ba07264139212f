package dev.opendollr.problem;

import java.math.BigDecimal;

/// Why a value is refused, whatever it is for. Callers of the API read it in the words in which they read of values
/// that their form alone rules out.
public sealed interface ValueReason extends Reason {
    record GreaterThan(BigDecimal max) implements ValueReason {}
}
