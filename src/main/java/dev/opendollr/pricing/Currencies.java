package dev.opendollr.pricing;

import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// The currencies this service offers.
public final class Currencies {
    private static final List<CurrencyUnit> OFFERED =
            List.of(CurrencyUnit.USD, CurrencyUnit.of("LRD"), CurrencyUnit.of("RWF"));
    public static final String NOT_OFFERED = "the currency is not offered, choose USD, LRD or RWF";

    private Currencies() {}

    public static Optional<CurrencyUnit> offered(String code) {
        return OFFERED.stream().filter(unit -> unit.getCode().equals(code)).findFirst();
    }
}
