package dev.opendollr.page.pay;

import dev.opendollr.page.Sight;
import dev.opendollr.page.text.Shown;
import dev.opendollr.party.Party;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Where a payer probably is. It is a guess: it only presets a choice, and sets the zone of the times shown.
final class Whereabouts {
    private Whereabouts() {}

    /// The country of the payer's phone, else the one the merchant noted, else that of the source's currency.
    static Optional<Country> country(Sight sight) {
        var payer = sight.payer();
        return payer.flatMap(Party::phone)
                .flatMap(Country::ofPhone)
                .or(() -> payer.flatMap(Party::countryCode).flatMap(Country::of))
                .or(() -> Country.using(sight.source().totalAmount().getCurrencyUnit()));
    }

    /// That of the chosen country, else of the newest attempt, else of [#country]. UTC if all are unknown.
    static ZoneId zone(Sight sight, Optional<Country> chosen) {
        return chosen.or(() -> sight.standing()
                        .newest()
                        .flatMap(newest -> Country.of(newest.execution().method())))
                .or(() -> country(sight))
                .map(Country::name)
                .map(Shown::zone)
                .orElse(ZoneOffset.UTC);
    }
}
