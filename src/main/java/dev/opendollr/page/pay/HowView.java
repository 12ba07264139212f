package dev.opendollr.page.pay;

import java.util.List;
import java.util.Optional;

/// Step 2: the phone or the card that pays.
///
/// `example` shows how a number of the country is written. `cardTotal` is present when cards can be chosen, and
/// `isCardOpen` tells whether they work at present. `wrong` is the field that the notice is about, if it is about one.
public record HowView(
        Optional<String> notice,
        Optional<Field> wrong,
        String merchant,
        String total,
        String country,
        String prefix,
        String number,
        String example,
        List<Operator> operators,
        List<Option> cards,
        Optional<String> cardTotal,
        boolean isCardOpen,
        String action,
        String form,
        String back,
        Optional<String> leave) {
    public HowView {
        operators = List.copyOf(operators);
        cards = List.copyOf(cards);
    }

    public boolean isWrong(Field field) {
        return wrong.filter(field::equals).isPresent();
    }

    /// Without the number.
    @Override
    public String toString() {
        return "HowView[***]";
    }

    /// A mobile-money operator with the total by it. One that is not open does not work at present.
    public record Operator(String value, String name, String total, boolean isOpen, boolean isChosen) {}
}
