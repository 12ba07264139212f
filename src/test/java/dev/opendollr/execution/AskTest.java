package dev.opendollr.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.pricing.Quote;
import dev.opendollr.session.SessionId;
import dev.opendollr.testing.Refusals;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A reference stands for all that was asked with it, whatever the operation: nothing of it may change.
class AskTest {
    private static final UUID REFERENCE = new UUID(1, 1);
    private static final SessionId SESSION = new SessionId(7);
    private static final PaymentAccountId ACCOUNT = new PaymentAccountId(8);
    private static final CurrencyUnit LRD = CurrencyUnit.of("LRD");

    @ParameterizedTest
    @EnumSource
    void the_same_again_is_the_execution_that_is_known(OperationType operation) {
        var known = known(operation);
        assertThat(asked(operation).same(known)).isSameAs(known);
    }

    @ParameterizedTest
    @EnumSource
    void another_operation_is_refused(OperationType operation) {
        for (var another : OperationType.values()) {
            if (another != operation) {
                var ask = new Ask(another, REFERENCE, SESSION, account(operation), currency(operation));
                assertRefused(ask, operation, "operation");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void another_session_is_refused(OperationType operation) {
        var ask = new Ask(operation, REFERENCE, new SessionId(9), account(operation), currency(operation));
        assertRefused(ask, operation, "session");
    }

    @ParameterizedTest
    @EnumSource(names = {"COLLECTION", "PAYOUT"})
    void another_account_is_refused(OperationType operation) {
        var ask = new Ask(operation, REFERENCE, SESSION, Optional.of(new PaymentAccountId(9)), currency(operation));
        assertRefused(ask, operation, "account");
    }

    @ParameterizedTest
    @EnumSource(names = "COLLECTION")
    void another_currency_is_refused(OperationType operation) {
        var ask = new Ask(operation, REFERENCE, SESSION, account(operation), Optional.of(CurrencyUnit.USD));
        assertRefused(ask, operation, "currency");
    }

    /// What gives back what could not be kept belongs to no session, and to no merchant's reference.
    @ParameterizedTest
    @EnumSource(names = "REFUND")
    void what_the_program_gives_back_is_nobodys(OperationType operation) {
        var automatic = execution(operation, Optional.empty());
        assertThatThrownBy(() -> asked(operation).same(automatic)).isInstanceOf(ProblemException.class);
    }

    private static void assertRefused(Ask ask, OperationType known, String what) {
        assertThat(Refusals.sentence(() -> {
                    var _ = ask.same(known(known));
                }))
                .contains("another " + what);
    }

    private static Ask asked(OperationType operation) {
        return new Ask(operation, REFERENCE, SESSION, account(operation), currency(operation));
    }

    /// Only collections and payouts name an account; that of a refund is the payer's.
    private static Optional<PaymentAccountId> account(OperationType operation) {
        return switch (operation) {
            case COLLECTION, PAYOUT -> Optional.of(ACCOUNT);
            case REFUND, TRANSFER -> Optional.empty();
        };
    }

    private static Optional<CurrencyUnit> currency(OperationType operation) {
        return operation == OperationType.COLLECTION ? Optional.of(LRD) : Optional.empty();
    }

    private static Execution known(OperationType operation) {
        return execution(operation, Optional.of(SESSION));
    }

    private static Execution execution(OperationType operation, Optional<SessionId> session) {
        var account = operation == OperationType.TRANSFER ? Optional.<PaymentAccountId>empty() : Optional.of(ACCOUNT);
        var amount = Money.of(LRD, 5);
        return new Execution(
                new MerchantId(1),
                new ExecutionId(1),
                new Request(operation, REFERENCE, session, Optional.empty(), account, Optional.empty()),
                new AttemptId(new UUID(2, 2)),
                PaymentMethod.MTN_MOMO_LBR,
                ExecutionStatus.PROCESSING,
                1,
                new Quote(amount, amount, Money.zero(LRD), Optional.empty(), Optional.empty(), Optional.empty()),
                Answer.NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                "request",
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty());
    }
}
