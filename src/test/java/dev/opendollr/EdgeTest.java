package dev.opendollr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What stands between callers and the server.
class EdgeTest {
    private static final int PROXIES_MAX = 100;

    @Test
    void a_hundred_trusted_proxies_are_taken_and_no_more() {
        assertThat(problems(PROXIES_MAX)).isEmpty();
        assertThat(problems(PROXIES_MAX + 1))
                .singleElement()
                .asString()
                .startsWith("--trusted-proxy")
                .endsWith("at most 100 of them");
    }

    private static List<String> problems(int proxies) {
        var addresses = IntStream.range(0, proxies).mapToObj(n -> "10.0.0." + n).toList();
        var problems = new ArrayList<String>();
        var _ = Edge.of(Options.none().with("--trusted-proxy", addresses), Config.Role.SANDBOX, problems);
        return problems;
    }
}
