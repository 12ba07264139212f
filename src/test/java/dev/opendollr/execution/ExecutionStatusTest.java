package dev.opendollr.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.ExecutionStatus.Next;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionStatusTest {
    /// Every status against every event: the whole machine on one screen.
    private static final String TABLE = """
        PENDING    PROCEED PROCESSING
        PENDING    SETTLE  COMPLETED
        PENDING    DECLINE FAILED
        PROCESSING PROCEED same
        PROCESSING SETTLE  COMPLETED
        PROCESSING DECLINE FAILED
        COMPLETED  PROCEED same
        COMPLETED  SETTLE  same
        COMPLETED  DECLINE contradicted
        FAILED     PROCEED same
        FAILED     SETTLE  late
        FAILED     DECLINE same
        """;

    static Stream<String> rows() {
        return TABLE.lines();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void moves_as_the_table_says(String row) {
        var cells = row.split(" +", 3);
        var answer = ExecutionStatus.valueOf(cells[0]).on(ExecutionEvent.valueOf(cells[1]));
        assertThat(described(answer)).isEqualTo(cells[2]);
    }

    @Test
    void the_table_is_complete() {
        assertThat(TABLE.lines().map(row -> row.split(" +", 3)).map(cells -> cells[0] + cells[1]))
                .doesNotHaveDuplicates()
                .hasSize(ExecutionStatus.values().length * ExecutionEvent.values().length);
    }

    private static String described(Next answer) {
        return switch (answer) {
            case Next.Moved(var to) -> to.name();
            case Next.Same() -> "same";
            case Next.Late() -> "late";
            case Next.Contradicted() -> "contradicted";
        };
    }
}
