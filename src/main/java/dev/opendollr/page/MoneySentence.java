package dev.opendollr.page;

/// What a page says about the payer's money. A page with none of them says nothing about it.
public enum MoneySentence {
    /// No money was taken. Said only where the ledger proves it: no attempt was made, or the gateway itself has
    /// declined every attempt, is asked about none of them any more, and none moved money.
    NONE_TAKEN,
    /// It is not known whether money was taken. What comes all the same goes back.
    NOT_KNOWN,
    TAKEN,
    /// Money that came and may not be kept is on its way back: [dev.opendollr.execution.Standing#returns] says how
    /// much, since when, and under which number.
    GOES_BACK,
    /// The same money has gone back.
    WENT_BACK
}
