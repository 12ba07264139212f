package dev.opendollr.base.money;

import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// The currencies this service offers.
public final class Currencies {
    public static final CurrencyUnit USD = CurrencyUnit.USD;
    public static final CurrencyUnit LRD = CurrencyUnit.of("LRD");
    public static final CurrencyUnit RWF = CurrencyUnit.of("RWF");
    public static final List<CurrencyUnit> OFFERED = List.of(USD, LRD, RWF);
    public static final String NOT_OFFERED = "the currency is not offered, choose USD, LRD or RWF";

    private Currencies() {}

    public static Optional<CurrencyUnit> offered(String code) {
        return OFFERED.stream().filter(unit -> unit.getCode().equals(code)).findFirst();
    }
}
