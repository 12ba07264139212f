package dev.opendollr.base.problem;

import java.math.BigDecimal;

/// Why a value is refused, independent of its purpose. API callers read the same message as for a value that is
/// refused because of its form.
public sealed interface ValueReason extends Reason {
    record GreaterThan(BigDecimal max) implements ValueReason {}
}
