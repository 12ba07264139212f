package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Outages of payment methods. Each applies to one merchant only, so that developers do not disturb each other.
final class Outages {
    private final Database database;
    private final InstantSource clock;

    Outages(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Replaces an outage of the same method.
    Outage begin(MerchantId merchant, PaymentMethod method, Outage.Kind kind, Duration length) {
        var outage = new Outage(method, kind, clock.instant().plus(length));
        return database.of(merchant).single(handle -> OutageTable.put(handle, merchant, outage));
    }

    List<Outage> list(MerchantId merchant) {
        return database.of(merchant).single(handle -> OutageTable.list(handle, merchant, clock.instant()));
    }

    Outage end(MerchantId merchant, PaymentMethod method) {
        return database.of(merchant)
                .single(handle -> OutageTable.delete(handle, merchant, method, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("Outage"));
    }
}
