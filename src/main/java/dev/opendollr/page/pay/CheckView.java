package dev.opendollr.page.pay;

import java.util.List;
import java.util.Optional;

/// Step 3: all that the payer agrees to.
///
/// `price` is what the merchant asks for, in the payer's currency, if that is not what was asked for itself. `fees` is
/// what comes on top of it, and `rate` the exchange rate if there is one.
public record CheckView(
        Optional<String> notice,
        String merchant,
        String document,
        String asked,
        Optional<String> rate,
        Optional<String> price,
        List<Fee> fees,
        String total,
        String method,
        String account,
        boolean isPhone,
        String change,
        String action,
        String form,
        Optional<String> leave) {
    public CheckView {
        fees = List.copyOf(fees);
    }

    public record Fee(String name, String amount) {}
}
