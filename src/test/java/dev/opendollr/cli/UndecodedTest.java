package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What was typed in another encoding is noticed.
class UndecodedTest {
    @Test
    void the_first_damaged_argument_is_named() {
        assertThat(Undecoded.find(List.of("merchant", "--name", "Caf\uFFFD", "\uFFFD"), Map.of()))
                .contains("argument 3");
        assertThat(Undecoded.find(List.of("merchant", "Caf\u00e9 ?"), Map.of())).isEmpty();
    }

    @Test
    void a_damaged_variable_of_ours_is_named() {
        assertThat(Undecoded.find(List.of(), Map.of("OPENDOLLR_DATA", "caf\uFFFD", "OTHER", "\uFFFD")))
                .contains("variable OPENDOLLR_DATA");
        assertThat(Undecoded.find(List.of(), Map.of("OTHER", "\uFFFD"))).isEmpty();
    }
}
