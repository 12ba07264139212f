package dev.opendollr.sim;

/// Something that a simulation must come across now and then, or else it proves little.
enum Sighting {
    CRASH,
    INTRUSION,
    /// The same reference was answered again.
    ANSWERED_AGAIN,
    /// A reference that stands for something else was refused.
    REFERENCE_REFUSED,
    CANCELED,
    CANCELED_LATER,
    /// A payment that waited for its payer was given up.
    GIVEN_UP,
    COLLECTION_KEPT,
    COLLECTION_IN_TWO_CURRENCIES,
    COLLECTION_NEVER_ARRIVED,
    COLLECTION_NOT_KEPT,
    PAYMENT_RETURNED,
    /// The gateway has at first declined to give back what was not kept.
    RETURN_DECLINED,
    PAYOUT_COMPLETED,
    /// The gateway has paid after all.
    PAYOUT_LATE,
    /// The wallet had not enough, or was not active.
    PAYOUT_REFUSED_BY_WALLET,
    REFUND_COMPLETED,
    REFUND_LATE,
    TRANSFER_COMPLETED,
    TRANSFER_REFUSED
}
