package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.base.problem.ServiceReason;
import dev.opendollr.base.work.FairPlaces.Entry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Reason TOO_LATE = new ServiceReason.DatabaseBusy();

    @Test
    void whoever_is_in_is_told_nothing() {
        Admission.orRefuse(() -> Entry.IN, TOO_LATE);
        Admission.orRefuse(() -> Entry.IN);
    }

    @Test
    void a_full_line_and_a_vain_wait_are_told_apart_where_there_are_words_for_it() {
        assertRefused(() -> Admission.orRefuse(() -> Entry.FULL, TOO_LATE), new ServiceReason.TooMuchAtOnce());
        assertRefused(() -> Admission.orRefuse(() -> Entry.TOO_LATE, TOO_LATE), TOO_LATE);
        assertRefused(() -> Admission.orRefuse(() -> Entry.FULL), new ServiceReason.TooMuchAtOnce());
        assertRefused(() -> Admission.orRefuse(() -> Entry.TOO_LATE), new ServiceReason.TooMuchAtOnce());
    }

    @Test
    void whoever_is_interrupted_while_it_waits_is_told_so_and_stays_interrupted() {
        assertRefused(
                () -> Admission.orRefuse(
                        () -> {
                            throw new InterruptedException();
                        },
                        TOO_LATE),
                new ServiceReason.Stopping());
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void assertRefused(ThrowingCallable asking, Reason reason) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(new Unavailable(reason)));
    }
}
