package dev.opendollr.base.work;

import dev.opendollr.base.identity.MerchantId;

/// The party that work is done for. Each lane has a share of the common resources.
public sealed interface Lane {
    /// A merchant whose token was read.
    record Merchant(MerchantId id) implements Lane {}

    /// The payers of one merchant, whose link was read. All payers have one share together, and those of each
    /// merchant a part of it. A link may be known to anybody, so the merchant's own programs do not share it.
    record Payer(MerchantId merchant) implements Lane {}

    /// Callers from one network who have shown neither a token nor a link. All strangers have one share together,
    /// and each of their networks a part of it.
    record Stranger(CallerNetwork network) implements Lane {}

    /// The program itself: what no request asked for, such as looking after open payments.
    record Program() implements Lane {}
}
