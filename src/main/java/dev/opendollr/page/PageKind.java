package dev.opendollr.page;

/// The pages that a payer can meet behind a link.
public enum PageKind {
    /// The steps that lead to a payment.
    PAY,
    /// The gateway has declined. It can be tried again.
    REFUSED,
    /// The payment did not come in time, and may still come.
    NOT_COME,
    /// The money of the newest payment came and is not kept. The source can still be paid.
    CAME_LATE,
    /// The time to pay is over.
    EXPIRED,
    /// The payer is to approve on the phone, or the bank is asked.
    APPROVE,
    /// The payer is to answer the bank.
    CHALLENGE,
    /// Nobody knows yet what became of the attempt.
    UNKNOWN,
    /// The merchant has canceled while a payment is in flight.
    CANCELING,
    PAID,
    CANCELED,
    /// The source is canceled, and money that came for it goes back, or went back.
    CANCELED_BACK,
    RECEIPT,
    /// Nothing is paid, so there is nothing to confirm.
    NO_RECEIPT,
    /// A draft. No door gives out a link to one; this page is the last defense.
    NOT_READY,
    /// The merchant may take no payments. Not in the table: only where the table allows to pay.
    CLOSED,
    /// Too many attempts. Not in the table.
    PAUSED,
    /// The link leads nowhere. Not in the table.
    LINK_UNKNOWN
}
