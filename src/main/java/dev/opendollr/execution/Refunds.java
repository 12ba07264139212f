package dev.opendollr.execution;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.pricing.Refunding;
import dev.opendollr.session.Refundables;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How much of a collection merchants have refunded.
public final class Refunds implements Refundables {
    @Override
    public Optional<Refunding> soFar(Handle tx, MerchantId merchant, ExecutionId execution) {
        return ExecutionTable.find(tx, merchant, execution)
                .filter(found ->
                        found.operation() == OperationType.COLLECTION && found.status() == ExecutionStatus.COMPLETED)
                .map(original -> RefundTable.soFar(tx, original));
    }
}
