package dev.opendollr.page.pay;

import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.PaymentMethod;
import java.util.Arrays;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// A country whose mobile money a payer can use, with its telephone prefix.
public enum Country {
    LR("231", "77 123 4567"),
    RW("250", "78 123 4567");

    private final String prefix;
    private final String example;

    Country(String prefix, String example) {
        this.prefix = prefix;
        this.example = example;
    }

    /// The first digits of its numbers, without a plus sign.
    public String prefix() {
        return prefix;
    }

    /// A mobile number as its people write it, without the prefix.
    String example() {
        return example;
    }

    /// By its ISO 3166 alpha-2 code.
    public static Optional<Country> of(String code) {
        return Arrays.stream(values())
                .filter(country -> country.name().equals(code))
                .findFirst();
    }

    public static Optional<Country> of(PaymentMethod method) {
        return of(method.country());
    }

    /// The country of a phone in full digits.
    public static Optional<Country> ofPhone(String digits) {
        return Arrays.stream(values())
                .filter(country -> digits.startsWith(country.prefix))
                .findFirst();
    }

    /// The only country that uses this currency; empty for a currency that is used in several.
    public static Optional<Country> using(CurrencyUnit currency) {
        return Arrays.stream(values())
                .filter(country -> country.currency().equals(currency))
                .findFirst();
    }

    private CurrencyUnit currency() {
        return switch (this) {
            case LR -> Currencies.LRD;
            case RW -> Currencies.RWF;
        };
    }
}
