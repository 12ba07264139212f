package dev.opendollr.base.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.opendollr.base.problem.Problem.Refused;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ArgumentTest {
    private static final Reason REASON = new ValueReason.GreaterThan(BigDecimal.ONE);

    @Test
    void it_has_a_name_and_perhaps_a_way_inside() {
        assertThat(Argument.of("items", 3, "amount").parts()).containsExactly("items", 3, "amount");
        assertThat(Argument.of("items", 3, "amount").name()).isEqualTo("items");
        assertThatThrownBy(() -> Argument.of("items", 3L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_refused_of_what_it_holds_is_refused_inside_of_it() {
        var item = Argument.of("items", 3);
        var refused = catchThrowableOfType(
                ProblemException.class,
                () -> item.<Integer>holding(() -> {
                    throw ProblemException.refused(Argument.of("price", "amount"), REASON);
                }));
        assertThat(refused.problem()).isEqualTo(new Refused(Argument.of("items", 3, "price", "amount"), REASON));
    }

    @Test
    void what_is_no_refusal_passes() {
        var missing = ProblemException.notFound("Order");
        assertThatThrownBy(() -> Argument.of("items").<Integer>holding(() -> {
                    throw missing;
                }))
                .isSameAs(missing);
        assertThat(Argument.of("items").holding(() -> 7)).isEqualTo(7);
    }
}
