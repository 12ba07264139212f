package dev.opendollr.base.money;

import java.util.Arrays;
import java.util.List;
import org.joda.money.CurrencyUnit;

/// How a payer pays or a payee is paid, and which providers carry the money.
public enum PaymentMethod {
    MTN_MOMO_LBR(Kind.MOBILE_MONEY, "LR"),
    ORANGE_MONEY_LBR(Kind.MOBILE_MONEY, "LR"),
    AIRTEL_RWA(Kind.MOBILE_MONEY, "RW"),
    MTN_MOMO_RWA(Kind.MOBILE_MONEY, "RW"),
    ORANGE_MONEY_RWA(Kind.MOBILE_MONEY, "RW"),
    CREDIT_CARD(Kind.CARD, ""),
    WALLET(Kind.WALLET, "");

    private final Kind kind;
    private final String country;

    public enum Kind {
        MOBILE_MONEY,
        CARD,
        WALLET
    }

    PaymentMethod(Kind kind, String country) {
        this.kind = kind;
        this.country = country;
    }

    public Kind kind() {
        return kind;
    }

    /// ISO 3166 alpha-2; empty for a method that is not limited to a country.
    public String country() {
        return country;
    }

    /// The providers that a caller may name together with this method. The first one always carries the
    /// payment, whichever provider the caller names.
    public List<Provider> providers() {
        return switch (kind) {
            case CARD -> List.of(Provider.STRIPE);
            case WALLET -> List.of(Provider.PLATFORM);
            case MOBILE_MONEY ->
                Arrays.stream(Provider.values())
                        .filter(provider ->
                                provider == Provider.PAWAPAY || provider.name().equals(name()))
                        .sorted((left, right) -> Boolean.compare(right == Provider.PAWAPAY, left == Provider.PAWAPAY))
                        .toList();
        };
    }

    /// The provider that carries it.
    public Provider carrier() {
        return providers().getFirst();
    }

    /// Its usual currencies, the most usual one first.
    public List<CurrencyUnit> currencies() {
        return switch (this) {
            case MTN_MOMO_LBR, ORANGE_MONEY_LBR -> List.of(Currencies.LRD, Currencies.USD);
            case AIRTEL_RWA, MTN_MOMO_RWA, ORANGE_MONEY_RWA -> List.of(Currencies.RWF);
            case CREDIT_CARD, WALLET -> Currencies.OFFERED;
        };
    }
}
