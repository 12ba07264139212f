package dev.opendollr.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.TestServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The attacks of the benchmark reach what they mean to reach.
class AttackApiTest {
    private static final Map<String, Integer> FIRST_STATUS = Map.of(
            "files that nobody reads", 200,
            "lists that nobody reads", 200,
            "guessed credentials", 401,
            "guessed passcodes", 422,
            "texts that are costly to check", 422,
            "lists, flat out", 200,
            "creations, flat out", 200);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final URI url = URI.create(SERVER.url());

    @Test
    void each_attack_is_answered_as_it_means_to_be_and_goes_on() {
        for (var attack : attacks()) {
            var status = FIRST_STATUS.get(attack.name());
            if (status != null) {
                try (var connection = RawConnection.open(SERVER.url())) {
                    // It writes one byte for each character.
                    connection.send(new String(attack.request().getBytes(UTF_8), ISO_8859_1));
                    assertThat(connection.reply(false).orElseThrow().status())
                            .as(attack.name())
                            .isEqualTo(status);
                }
            }
            try (var attackers = Attackers.start(attack, new InetSocketAddress(url.getHost(), url.getPort()))) {
                int some = attack.manner() == Attack.Manner.HOLD ? attack.connections() : 2 * attack.connections();
                Eventually.isTrue(attack.name() + " goes on", () -> attackers.sent() >= some);
            }
        }
        assertThat(attacks().stream().map(Attack::name)).containsAll(FIRST_STATUS.keySet());
    }

    @Test
    void a_table_compares_each_attack_with_the_time_without_one() {
        var quiet = new AttackReport.Row("nobody", 0, 0, measured(1_000, 2_000));
        var attacked = new AttackReport.Row("somebody", 64, 500, measured(2_000, 3_000));

        assertThat(AttackReport.table("orders", List.of(quiet, attacked))
                        .lines()
                        .skip(2))
                .containsExactly(
                        "| nobody | 0 | 0 | 2 | 1.00 | 2.00 | 2.00 | 1.00 |",
                        "| somebody | 64 | 500 | 2 | 2.00 | 3.00 | 3.00 | 1.50 |");
    }

    private List<Attack> attacks() {
        return AttackBench.attacks(
                SERVER.database().owner(), Instant.now(), credentials -> TokenClient.obtain(url, credentials));
    }

    private static Measurement measured(long... micros) {
        return new Measurement(micros.length, Duration.ofSeconds(1), Latencies.of(List.of(micros)), 0, 0);
    }
}
