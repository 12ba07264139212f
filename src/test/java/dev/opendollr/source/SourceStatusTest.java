package dev.opendollr.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.problem.Words;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceStatusTest {
    private static final String AWAIT = "a payment is in flight, wait for its outcome";
    private static final String AWAIT_THEN_CANCEL =
            "a payment is in flight, wait for its outcome, or let POST …/{id}/cancel-requests cancel it as soon as"
                    + " that is known";
    private static final String LOCKED = "it is published and locked, cancel it and create another";

    /// Every status against every event: the whole machine on one screen.
    private static final String TABLE = """
        IDLE       EDIT            IDLE
        IDLE       PUBLISH         ACTIVE
        IDLE       CANCEL          CANCELED
        IDLE       REQUEST_CANCEL  CANCELED
        IDLE       START_PAYMENT   refused: publish it before it is paid
        IDLE       SETTLE_PAYMENT  refused: it has no payment in flight
        IDLE       FAIL_PAYMENT    refused: it has no payment in flight
        IDLE       ABANDON_PAYMENT refused: it has no payment in flight
        ACTIVE     EDIT            refused: %3$s
        ACTIVE     PUBLISH         refused: it is already published
        ACTIVE     CANCEL          CANCELED
        ACTIVE     REQUEST_CANCEL  CANCELED
        ACTIVE     START_PAYMENT   PROCESSING
        ACTIVE     SETTLE_PAYMENT  refused: it has no payment in flight
        ACTIVE     FAIL_PAYMENT    refused: it has no payment in flight
        ACTIVE     ABANDON_PAYMENT refused: it has no payment in flight
        PROCESSING EDIT            refused: %1$s
        PROCESSING PUBLISH         refused: %1$s
        PROCESSING CANCEL          refused: %2$s
        PROCESSING REQUEST_CANCEL  PROCESSING
        PROCESSING START_PAYMENT   refused: %1$s
        PROCESSING SETTLE_PAYMENT  PAID
        PROCESSING FAIL_PAYMENT    ACTIVE
        PROCESSING ABANDON_PAYMENT CANCELED
        PAID       EDIT            refused: it is paid and final
        PAID       PUBLISH         refused: it is paid and final
        PAID       CANCEL          refused: it is paid and final, refund the payment instead
        PAID       REQUEST_CANCEL  refused: it is paid and final, refund the payment instead
        PAID       START_PAYMENT   refused: it is paid and final
        PAID       SETTLE_PAYMENT  refused: it is paid and final
        PAID       FAIL_PAYMENT    refused: it is paid and final
        PAID       ABANDON_PAYMENT refused: it is paid and final
        CANCELED   EDIT            refused: it is canceled and final, create another
        CANCELED   PUBLISH         refused: it is canceled and final, create another
        CANCELED   CANCEL          repeated
        CANCELED   REQUEST_CANCEL  repeated
        CANCELED   START_PAYMENT   refused: it is canceled and final, create another
        CANCELED   SETTLE_PAYMENT  refused: it is canceled and final, create another
        CANCELED   FAIL_PAYMENT    refused: it is canceled and final, create another
        CANCELED   ABANDON_PAYMENT refused: it is canceled and final, create another
        """.formatted(AWAIT, AWAIT_THEN_CANCEL, LOCKED);

    static Stream<String> rows() {
        return TABLE.lines();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void moves_as_the_table_says(String row) {
        var cells = row.split(" +", 3);
        var answer = SourceStatus.valueOf(cells[0]).on(SourceEvent.valueOf(cells[1]));
        assertThat(described(answer)).isEqualTo(cells[2]);
    }

    @Test
    void the_table_is_complete() {
        assertThat(TABLE.lines().map(row -> row.split(" +", 3)).map(cells -> cells[0] + cells[1]))
                .doesNotHaveDuplicates()
                .hasSize(SourceStatus.values().length * SourceEvent.values().length);
    }

    private static String described(Transition answer) {
        return switch (answer) {
            case Transition.Moved(var to) -> to.name();
            case Transition.Repeated() -> "repeated";
            case Transition.Refused(var reason) -> "refused: " + Words.of(reason);
        };
    }
}
