package dev.opendollr.sim;

/// Something that a simulation must come across now and then, or else it proves little.
enum Sighting {
    INTRUSION,
    /// The resolver of one process has looked after something while the other was in the middle of something.
    RESOLVED_MEANWHILE,
    /// Two have asked the gateway for one attempt at the same time.
    ASKED_TWICE_AT_ONCE,
    REQUEST_LOST,
    REQUEST_LATE,
    REQUEST_TWICE,
    ANSWER_LOST,
    CONNECTION_BROKEN,
    /// The gateway has denied for a while that it knows an attempt.
    HIDDEN,
    /// The gateway has settled what it had declined.
    FLAPPED,
    /// The gateway has taken back that money had moved, and nobody believed it.
    CONTRADICTED,
    OUTAGE,
    CALLBACK_LOST,
    CALLBACK_TWICE,
    CALLBACK_LATE,
    /// A later callback for the same attempt came first.
    CALLBACK_REORDERED,
    CLOCK_JUMPED,
    RATE_CHANGED,
    /// A prediction has come true.
    FORETOLD,
    SESSION_EXPIRED,
    /// A payer's form has begun a payment.
    FORM_BEGAN,
    FORM_SENT_AGAIN,
    /// A payer was told that the price is not the one that was shown.
    SHOWN_PRICE_CHANGED,
    /// The same creation was asked for again under its key, and nothing was made anew.
    CREATED_ONCE,
    /// One call has made, filled and published a document.
    CHECKOUT_CREATED,
    /// The time to pay what a checkout made was over.
    CHECKOUT_ENDED,
    EDITED,
    EDIT_REFUSED,
    STATED_SETTLED,
    STATED_DECLINED,
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
    /// In a currency without cents.
    PAYOUT_WITHOUT_CENTS,
    /// The gateway has paid after all.
    PAYOUT_LATE,
    /// The wallet had not enough, or was not active.
    PAYOUT_REFUSED_BY_WALLET,
    REFUND_COMPLETED,
    REFUND_LATE,
    /// More has gone back than came, as the gateway has paid what it had declined.
    REFUNDED_TOO_MUCH,
    TRANSFER_COMPLETED,
    TRANSFER_REFUSED
}
