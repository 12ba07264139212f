package dev.opendollr.page.pay;

import java.util.Optional;

/// What a page tells a payer before everything else: why the step is shown again.
public enum Notice {
    COUNTRY_MISSING,
    CURRENCY_MISSING,
    /// No method of this country takes this currency.
    NO_METHOD,
    NUMBER_MISSING,
    /// No mobile phone of the country has such a number.
    NUMBER_WRONG,
    /// The number does not tell its operator, so the payer must.
    OPERATOR_MISSING,
    /// The chosen or predicted operator does not work at present.
    OPERATOR_CLOSED,
    CARD_MISSING,
    /// The price is another one than the payer saw.
    PRICE_CHANGED,
    /// The payer saw the price too long ago.
    PRICE_OLD,
    /// The payment was not begun, although the page of the state still offers it.
    NOT_BEGUN,
    /// The form is too old, of another link, or of an earlier attempt.
    BEGIN_AGAIN,
    /// The phone number was asked to approve too often.
    PHONE_LIMIT,
    /// There were too many attempts at this link.
    LINK_LIMIT,
    /// There were too many declined cards at this link.
    CARD_LIMIT;

    /// What the payer has to mend, if it is one field.
    Optional<Field> field() {
        return switch (this) {
            case COUNTRY_MISSING -> Optional.of(Field.COUNTRY);
            case CURRENCY_MISSING, NO_METHOD -> Optional.of(Field.CURRENCY);
            case NUMBER_MISSING, NUMBER_WRONG -> Optional.of(Field.NUMBER);
            case OPERATOR_MISSING, OPERATOR_CLOSED -> Optional.of(Field.OPERATOR);
            case CARD_MISSING -> Optional.of(Field.CARD);
            case PRICE_CHANGED, PRICE_OLD, NOT_BEGUN, BEGIN_AGAIN, PHONE_LIMIT, LINK_LIMIT, CARD_LIMIT ->
                Optional.empty();
        };
    }
}
