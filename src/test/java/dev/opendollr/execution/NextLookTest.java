package dev.opendollr.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.pricing.Quote;
import dev.opendollr.session.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When an execution is looked at next after news that has not moved it.
class NextLookTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant CALLED_BEFORE = START.minusSeconds(10);
    private static final Instant CALLED_MEANWHILE = START.plusSeconds(50);
    private static final Instant HEARD = START.plusSeconds(60);
    private static final Instant CLAIMED_UNTIL = START.plusSeconds(120);
    private static final Instant CLAIMED_ANEW_UNTIL = START.plusSeconds(180);
    private static final Actor ACTOR = new Actor(Actor.PROGRAM, "request");

    enum Meanwhile {
        NOTHING,
        CALL,
        CLAIM
    }

    enum Next {
        NEVER,
        /// At the time that stands there, written down by whoever has called or claimed it.
        DUE,
        /// After the pause that follows a look.
        LATER
    }

    @ParameterizedTest(name = "{0} was {1}, called before: {2}, meanwhile {3}, heard {4}: {5}, call kept: {6}")
    @CsvSource(textBlock = """
        # now,     known,      called, meanwhile, news,             next,  call kept
        PROCESSING, PROCESSING, false, NOTHING, ACCEPTED,         LATER, false
        PROCESSING, PROCESSING, false, NOTHING, UNKNOWN,          LATER, false
        PROCESSING, PROCESSING, false, CALL,    ACCEPTED,         DUE,   true
        PROCESSING, PROCESSING, false, CALL,    UNKNOWN,          DUE,   true
        PROCESSING, PROCESSING, false, CLAIM,   ACCEPTED,         LATER, false
        PROCESSING, PROCESSING, true,  NOTHING, ACCEPTED,         LATER, false
        PROCESSING, PROCESSING, true,  NOTHING, UNKNOWN,          LATER, true
        PENDING,    PENDING,    true,  NOTHING, UNKNOWN,          LATER, true
        COMPLETED,  PROCESSING, false, NOTHING, SETTLED,          NEVER, false
        COMPLETED,  PROCESSING, false, NOTHING, UNKNOWN,          NEVER, false
        COMPLETED,  PROCESSING, true,  NOTHING, UNKNOWN,          LATER, true
        COMPLETED,  COMPLETED,  false, NOTHING, UNKNOWN,          LATER, false
        COMPLETED,  COMPLETED,  true,  NOTHING, SETTLED,          NEVER, false
        COMPLETED,  COMPLETED,  false, CALL,    SETTLED,          DUE,   true
        COMPLETED,  COMPLETED,  false, CLAIM,   SETTLED,          DUE,   false
        FAILED,     PROCESSING, false, NOTHING, DECLINED,         NEVER, false
        FAILED,     PROCESSING, false, NOTHING, UNKNOWN,          LATER, false
        FAILED,     FAILED,     false, NOTHING, NOT_FOUND,        LATER, false
        FAILED,     FAILED,     false, NOTHING, ACCEPTED,         LATER, false
        FAILED,     FAILED,     true,  NOTHING, UNKNOWN,          LATER, true
        FAILED,     FAILED,     true,  NOTHING, DECLINED,         NEVER, false
        FAILED,     FAILED,     false, CALL,    DECLINED,         DUE,   true
        FAILED,     FAILED,     false, CLAIM,   DECLINED,         DUE,   false
        FAILED,     PROCESSING, false, NOTHING, STATED_FAILED,    LATER, false
        FAILED,     PROCESSING, true,  NOTHING, STATED_FAILED,    DUE,   true
        COMPLETED,  PROCESSING, false, NOTHING, STATED_COMPLETED, NEVER, false
        COMPLETED,  PROCESSING, true,  NOTHING, STATED_COMPLETED, DUE,   true
        """)
    void is_looked_at_as_the_table_says(
            ExecutionStatus status,
            ExecutionStatus knownStatus,
            boolean calledBefore,
            Meanwhile meanwhile,
            String news,
            Next next,
            boolean isCallKept) {
        var call = calledBefore ? Optional.of(CALLED_BEFORE) : Optional.<Instant>empty();
        var known = execution(knownStatus, CLAIMED_UNTIL, call);
        var now = switch (meanwhile) {
            case NOTHING -> execution(status, CLAIMED_UNTIL, call);
            case CALL -> execution(status, CALLED_MEANWHILE, Optional.of(CALLED_MEANWHILE));
            case CLAIM -> execution(status, CLAIMED_ANEW_UNTIL, call);
        };
        var look = new Schedule.NextLook(known, now, news(news), HEARD, HEARD);
        var expected = switch (next) {
            case NEVER -> Optional.<Instant>empty();
            case DUE -> now.nextCheckAt();
            case LATER -> Optional.of(Schedule.next(now, HEARD));
        };
        assertThat(look.unmoved()).isEqualTo(expected);
        var written = look.written(look.unmoved());
        assertThat(written.nextAt()).isEqualTo(expected);
        assertThat(written.newsAt()).isEqualTo(isCallKept ? now.newsAt() : Optional.empty());
    }

    private static News news(String name) {
        return switch (name) {
            case "ACCEPTED" -> new News.Said(new Outcome.Accepted("gw-1"), ACTOR);
            case "SETTLED" -> new News.Said(new Outcome.Settled("gw-1"), ACTOR);
            case "DECLINED" -> new News.Said(new Outcome.Declined("NO", "No"), ACTOR);
            case "UNKNOWN" -> new News.Said(new Outcome.Unknown("timeout"), ACTOR);
            case "NOT_FOUND" -> new News.Said(new Outcome.NotFound(), ACTOR);
            case "STATED_COMPLETED" -> new News.Stated(OperatorWord.COMPLETED, ACTOR, "seen at the bank");
            case "STATED_FAILED" -> new News.Stated(OperatorWord.FAILED, ACTOR, "the bank has nothing");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Execution execution(ExecutionStatus status, Instant nextCheckAt, Optional<Instant> newsAt) {
        var five = Money.of(CurrencyUnit.USD, 5);
        return new Execution(
                new MerchantId(1),
                new ExecutionId(1),
                new Request(
                        OperationType.PAYOUT,
                        new UUID(1, 1),
                        Optional.of(new SessionId(1)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new AttemptId(new UUID(2, 2)),
                PaymentMethod.MTN_MOMO_LBR,
                status,
                1,
                new Quote(
                        five, five, Money.zero(CurrencyUnit.USD), Optional.empty(), Optional.empty(), Optional.empty()),
                Answer.NOTHING,
                Optional.empty(),
                Optional.of(nextCheckAt),
                newsAt,
                0,
                Optional.empty(),
                Optional.empty(),
                "request",
                START,
                START,
                Optional.empty());
    }
}
