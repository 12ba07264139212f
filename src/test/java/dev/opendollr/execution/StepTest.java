package dev.opendollr.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.pricing.Quote;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which steps are ends of payments.
class StepTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest(name = "{0} {1} -> {3}: {5}")
    @CsvSource(textBlock = """
        # operation, before, kept before, after, kept after, ending
        COLLECTION, PENDING,    true,  PROCESSING, true,
        COLLECTION, PROCESSING, true,  PROCESSING, true,
        COLLECTION, PENDING,    true,  COMPLETED,  true,  COMPLETED
        COLLECTION, PROCESSING, true,  COMPLETED,  true,  COMPLETED
        COLLECTION, PROCESSING, true,  FAILED,     true,  FAILED
        COLLECTION, PROCESSING, true,  FAILED,     false, NOT_KEPT
        COLLECTION, FAILED,     true,  FAILED,     false, NOT_KEPT
        PAYOUT,     PROCESSING, true,  FAILED,     true,  FAILED
        PAYOUT,     FAILED,     true,  FAILED,     false, PAID_LATE
        REFUND,     FAILED,     true,  FAILED,     false, PAID_LATE
        REFUND,     FAILED,     true,  COMPLETED,  true,  COMPLETED
        PAYOUT,     COMPLETED,  true,  COMPLETED,  true,  CONTRADICTED
        PAYOUT,     FAILED,     true,  FAILED,     true,
        COLLECTION, FAILED,     false, FAILED,     false,
        """)
    void a_step_is_an_end_when_it_leads_there(
            OperationType operation,
            ExecutionStatus before,
            boolean keptBefore,
            ExecutionStatus after,
            boolean keptAfter,
            String ending) {
        var expected = Optional.ofNullable(ending).map(Ending::valueOf);
        var first = execution(operation, before, keptBefore, 1);
        assertThat(new Step(first, execution(operation, after, keptAfter, 2)).ending())
                .isEqualTo(expected);
        assertThat(new Step(first, first).ending()).as("nothing has moved").isEmpty();
    }

    private static Execution execution(OperationType operation, ExecutionStatus status, boolean isKept, int version) {
        var five = Money.of(CurrencyUnit.USD, 5);
        return new Execution(
                new MerchantId(1),
                new ExecutionId(1),
                new Request(
                        operation,
                        new UUID(1, 1),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new AttemptId(new UUID(2, 2)),
                PaymentMethod.MTN_MOMO_LBR,
                status,
                version,
                new Quote(
                        five, five, Money.zero(CurrencyUnit.USD), Optional.empty(), Optional.empty(), Optional.empty()),
                Answer.NOTHING,
                Optional.empty(),
                Optional.of(START),
                Optional.empty(),
                0,
                Optional.empty(),
                isKept ? Optional.empty() : Optional.of(START),
                "request",
                START,
                START,
                Optional.empty());
    }
}
