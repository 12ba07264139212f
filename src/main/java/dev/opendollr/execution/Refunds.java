package dev.opendollr.execution;

import dev.opendollr.identity.MerchantId;
import dev.opendollr.pricing.OperationType;
import dev.opendollr.session.Refundables;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/// How much of a collection merchants can still give back.
public final class Refunds implements Refundables {
    @Override
    public Optional<Money> left(Handle tx, MerchantId merchant, long execution) {
        return ExecutionTable.find(tx, merchant, execution)
                .filter(found ->
                        found.operation() == OperationType.COLLECTION && found.status() == ExecutionStatus.COMPLETED)
                .map(original -> RefundTable.soFar(tx, original).left());
    }
}
