package dev.opendollr.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
    @Test
    void host_port_and_database_stand_in_the_url() {
        assertThat(PostgresAddress.of("jdbc:postgresql://127.0.0.1:55432/bench?ssl=false"))
                .isEqualTo(new PostgresAddress("127.0.0.1", "55432", "bench"));
        assertThat(PostgresAddress.of("jdbc:postgresql://db.example/bench"))
                .isEqualTo(new PostgresAddress("db.example", "5432", "bench"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql:bench", "jdbc:postgresql://a,b/bench", "jdbc:postgresql://host/", "bench"})
    void any_other_form_is_refused(String url) {
        assertThatThrownBy(() -> PostgresAddress.of(url))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("--database-url");
    }
}
