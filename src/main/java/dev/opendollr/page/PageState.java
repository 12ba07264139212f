package dev.opendollr.page;

import dev.opendollr.execution.Execution;
import dev.opendollr.execution.Standing;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceStatus;
import java.time.Instant;
import java.util.Optional;

/// The five values that decide which page a payer sees.
public record PageState(SourceStatus status, Deadline deadline, Newest newest, CancelWish cancelWish, Back back) {
    /// Whether the time to pay is over. A source without a deadline is always open.
    public enum Deadline {
        OPEN,
        OVER
    }

    /// How the newest attempt to pay stands.
    public enum Newest {
        /// There was no attempt.
        NONE,
        /// It is stored. The gateway may not have received it.
        SENT,
        /// The gateway has it.
        ASKED,
        /// The gateway waits for the payer.
        ACTS,
        /// The gateway may have it.
        UNSURE,
        /// The money has come and is kept.
        KEPT,
        /// The gateway itself has declined it and every attempt before, is asked about none of them any more, and
        /// none moved money.
        DECLINED_ALL,
        /// The gateway itself has declined it. It is being asked again, or an earlier attempt is in doubt, or
        /// moved money.
        DECLINED,
        /// It was given up without a decline. Its money may still come.
        DOUBT,
        /// Its money has come and is not kept.
        BACK
    }

    /// Whether the merchant has asked for a cancel while a payment was in flight.
    public enum CancelWish {
        NO,
        YES
    }

    /// What becomes of money that has come and is not kept, of any attempt.
    public enum Back {
        /// There is none.
        NO,
        /// Some of it is still on its way.
        GOING,
        /// All of it has gone back.
        WENT
    }

    /// As it stands at `now`. The source can be paid until just before its deadline.
    static PageState of(Source source, Optional<Instant> deadline, Standing standing, Instant now) {
        return new PageState(
                source.status(),
                deadline.filter(end -> !end.isAfter(now)).isPresent() ? Deadline.OVER : Deadline.OPEN,
                standing.newest()
                        .map(newest -> newest(newest.execution(), standing.areAllDeclined()))
                        .orElse(Newest.NONE),
                source.cancelRequestedAt().isPresent() ? CancelWish.YES : CancelWish.NO,
                back(standing));
    }

    private static Newest newest(Execution attempt, boolean areAllDeclined) {
        return switch (attempt.status()) {
            case PENDING -> Newest.SENT;
            case PROCESSING -> inFlight(attempt);
            case COMPLETED -> Newest.KEPT;
            case FAILED -> ended(attempt, areAllDeclined);
        };
    }

    private static Newest inFlight(Execution attempt) {
        if (attempt.answer().clientSecret().isPresent()) {
            return Newest.ACTS;
        }
        return attempt.answer().providerTransactionId().isPresent() ? Newest.ASKED : Newest.UNSURE;
    }

    private static Newest ended(Execution attempt, boolean areAllDeclined) {
        if (attempt.notKeptAt().isPresent()) {
            return Newest.BACK;
        }
        if (attempt.declineCode().isEmpty()) {
            return Newest.DOUBT;
        }
        return areAllDeclined ? Newest.DECLINED_ALL : Newest.DECLINED;
    }

    private static Back back(Standing standing) {
        if (standing.returns().isEmpty()) {
            return Back.NO;
        }
        return standing.returns().stream().allMatch(Standing.Return::isDone) ? Back.WENT : Back.GOING;
    }
}
