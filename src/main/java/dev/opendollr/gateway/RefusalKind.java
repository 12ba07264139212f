package dev.opendollr.gateway;

/// Why a payment was declined, as far as it tells the payer what to do next. Each gateway has far more codes of
/// its own.
public enum RefusalKind {
    /// An amount is outside what the operator, the wallet or the bank allows, now or at all.
    LIMIT,
    /// There is too little money.
    BALANCE,
    /// The payer did not approve the request, or not in time, or with a wrong PIN.
    NOT_APPROVED,
    /// The number has no account with this operator.
    NO_SUCH_ACCOUNT,
    /// The operator or the bank is out of order at present.
    OPERATOR_AWAY,
    /// The bank does not accept this card.
    CARD,
    /// The attempt was given up before its payer had acted.
    GAVE_UP,
    /// The gateway did not say why, or said what helps no payer.
    OTHER
}
