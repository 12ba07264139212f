package dev.opendollr.pricing;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;
import java.time.InstantSource;

/// The fees of gateways.
public final class GatewayFees {
    private final Database database;
    private final InstantSource clock;

    public GatewayFees(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The fee in force of the gateway that carries the method.
    public GatewayFee retrieve(PaymentMethod method, OperationType operation) {
        return database.everywhere()
                .single(handle -> GatewayFeeTable.find(handle, method, operation, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("Gateway fee"));
    }
}
