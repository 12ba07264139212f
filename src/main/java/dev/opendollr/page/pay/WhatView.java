package dev.opendollr.page.pay;

import java.util.List;
import java.util.Optional;

/// Step 1: what is paid, in which country and currency.
///
/// `wrong` is the field that the notice is about, if it is about one.
public record WhatView(
        Optional<String> notice,
        Optional<Field> wrong,
        Bill bill,
        List<Option> countries,
        List<Currency> currencies,
        String action,
        String form,
        Optional<String> leave) {
    public WhatView {
        countries = List.copyOf(countries);
        currencies = List.copyOf(currencies);
    }

    public boolean isWrong(Field field) {
        return wrong.filter(field::equals).isPresent();
    }

    /// A currency with the smallest total in it. `rate` is present when it is not the currency of the source.
    public record Currency(String code, String from, Optional<String> rate, boolean isChosen) {}
}
