package dev.opendollr.pricing;

import dev.opendollr.http.Body;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// The currencies this service offers.
public final class Currencies {
    static final CurrencyUnit USD = CurrencyUnit.USD;
    static final CurrencyUnit LRD = CurrencyUnit.of("LRD");
    static final CurrencyUnit RWF = CurrencyUnit.of("RWF");
    static final List<CurrencyUnit> OFFERED = List.of(USD, LRD, RWF);
    public static final String NOT_OFFERED = "the currency is not offered, choose USD, LRD or RWF";

    private Currencies() {}

    /// The currency in a member of a request; one that is not offered is reported there.
    public static CurrencyUnit read(Body body, String field) {
        return offered(body.currencyCode(field)).orElseGet(() -> {
            body.refuse(field, NOT_OFFERED);
            return CurrencyUnit.USD;
        });
    }

    public static Optional<CurrencyUnit> offered(String code) {
        return OFFERED.stream().filter(unit -> unit.getCode().equals(code)).findFirst();
    }
}
