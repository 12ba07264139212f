package dev.opendollr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    private static final Map<String, String> KEY = Map.of("OPENDOLLR_JWT_KEY", "0123456789abcdef0123456789abcdef");
    private static final String URL = "jdbc:postgresql://db/opendollr";

    @Test
    void nothing_given_is_a_sandbox_with_its_own_database() {
        var config = config(Options.none(), Map.of());
        assertThat(config.database().external()).isEmpty();
        assertThat(config.database().connections()).isEqualTo(16);
        assertThat(config.tokenKeys()).isEmpty();
        assertThat(config.role()).isEqualTo(Config.Role.SANDBOX);
        assertThat(config.sandbox().delay()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest(name = "--port {0} --admin-port {1}")
    @CsvSource({"8080, '', 9080", "0, '', 0", "8080, 0, 0", "8080, 9999, 9999", "8080, off, none", "65000, off, none"})
    void operators_have_a_port_of_their_own(String port, String adminPort, String expected) {
        var options = Options.none().with("--port", port).with("--admin-port", adminPort);
        assertThat(config(options, Map.of())
                        .edge()
                        .adminPort()
                        .map(String::valueOf)
                        .orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "--port {0} --admin-port {1}")
    @CsvSource({"8080, 8080", "65000, ''", "8080, on", "8080, 65536"})
    void a_port_for_operators_that_cannot_be_is_refused(String port, String adminPort) {
        var options = Options.none().with("--port", port).with("--admin-port", adminPort);
        assertThatThrownBy(() -> config(options, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--admin-port");
    }

    @Test
    void a_clock_that_anyone_moves_is_refused_behind_a_proxy() {
        var options = Options.none().with("--trusted-proxy", "10.0.0.0/8").with("--sandbox-clock", "anyone");
        assertThatThrownBy(() -> config(options, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--sandbox-clock");
    }

    @Test
    void a_server_that_moves_money_waits_for_its_proxy_when_it_is_told_to_stop() {
        assertThat(Edge.of(Options.none(), Config.Role.SANDBOX, new ArrayList<>())
                        .drainDelay())
                .isZero();
        assertThat(Edge.of(Options.none(), Config.Role.LIVE, new ArrayList<>()).drainDelay())
                .hasSeconds(5);
    }

    @Test
    void every_problem_is_named_at_once() {
        var options = Options.none()
                .with("--host", "")
                .with("--port", "70000")
                .with("--data", "")
                .with("--database-url", "mysql://x")
                .with("--database-connections", "0")
                .with("--public-url", "ftp://x")
                .with("--role", "production")
                .with("--sandbox-delay", "3601")
                .with("--sandbox-clock", "nobody")
                .with("--feed-days", "3651")
                .with("--admin-port", "70000")
                .with("--idle-timeout", "0")
                .with("--drain-delay", "301")
                .with("--trusted-proxy", "10.0.0.0/8", "example.com");
        assertThatThrownBy(() -> config(options, Map.of("OPENDOLLR_JWT_KEY", "short")))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        wrong -> assertThat(wrong.problems())
                                .satisfiesExactlyInAnyOrder(
                                        problem -> assertThat(problem).startsWith("--host"),
                                        problem -> assertThat(problem).startsWith("--data"),
                                        problem -> assertThat(problem).startsWith("--role"),
                                        problem -> assertThat(problem).startsWith("--port"),
                                        problem -> assertThat(problem).startsWith("--admin-port"),
                                        problem -> assertThat(problem).startsWith("--feed-days"),
                                        problem -> assertThat(problem).startsWith("--idle-timeout"),
                                        problem -> assertThat(problem).startsWith("--drain-delay"),
                                        problem -> assertThat(problem).startsWith("--trusted-proxy"),
                                        problem -> assertThat(problem).startsWith("--sandbox-delay"),
                                        problem -> assertThat(problem).startsWith("--sandbox-clock"),
                                        problem -> assertThat(problem).startsWith("--database-connections"),
                                        problem -> assertThat(problem).startsWith("--public-url"),
                                        problem -> assertThat(problem).startsWith("OPENDOLLR_JWT_KEY has fewer"),
                                        problem -> assertThat(problem).startsWith("--database-url starts")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "abababababababababababababababababababab",
                "passwordpasswordpasswordpassword",
                "123456781234567812345678123456781234567812345678",
            })
    void a_key_that_can_be_guessed_is_refused_and_not_repeated(String key) {
        for (var name : List.of("OPENDOLLR_JWT_KEY", "OPENDOLLR_JWT_KEY_RETIRED")) {
            var environment = new HashMap<>(KEY);
            environment.put(name, key);
            assertThatThrownBy(() -> config(database(URL), environment))
                    .hasMessage(name + " repeats a few characters, which can be guessed; make one with: openssl rand"
                            + " -base64 32");
        }
    }

    @Test
    void a_missing_key_is_told_how_to_be_made() {
        assertThatThrownBy(() -> config(database(URL), Map.of()))
                .hasMessageContaining("OPENDOLLR_JWT_KEY is required with --database-url")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/x?password=hunter2",
        "jdbc:postgresql://db/x?user=a&password=hunter2",
        "jdbc:postgresql://db/x?sslpassword=hunter2",
        "jdbc:postgresql://user:hunter2@db/x"
    })
    void a_password_in_the_url_is_refused_and_not_repeated(String url) {
        assertThatThrownBy(() -> config(database(url), KEY))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OPENDOLLR_DATABASE_PASSWORD")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pay.example.com/?",
                "https://pay.example.com/?a=b",
                "https://pay.example.com/#",
                "https://pay.example.com/#x",
                "https://hunter@pay.example.com",
                "https://a:hunter2@pay.example.com/shop",
                "ftp://pay.example.com",
                "pay.example.com",
                "https:///shop",
            })
    void a_public_url_that_no_path_can_follow_is_refused_and_not_repeated(String url) {
        assertThatThrownBy(() -> config(publicUrl(url), Map.of()))
                .hasMessageContaining("--public-url is an http or https URL without")
                .hasMessageNotContaining("hunter");
    }

    @Test
    void a_public_url_may_have_a_port_and_a_path() {
        assertThat(config(publicUrl("https://pay.example.com:8443/shop/"), Map.of())
                        .edge()
                        .publicUrl())
                .contains("https://pay.example.com:8443/shop");
    }

    @Test
    void the_live_role_refuses_to_start() {
        var options = Options.none().with("--role", "live");
        assertThatThrownBy(() -> config(options, Map.of())).hasMessageContaining("--role live needs a payment gateway");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '', '', ANYONE",
        "localhost, '', '', ANYONE",
        "::1, '', '', ANYONE",
        "127.0.0.1, '', anyone, ANYONE",
        "127.0.0.1, '', operator, OPERATOR",
        "127.0.0.1, https://pay.example.com, '', OPERATOR",
        "0.0.0.0, '', '', OPERATOR",
        "::, '', '', OPERATOR",
        "0.0.0.0, '', operator, OPERATOR",
    })
    void the_clock_is_anyones_only_where_nobody_shares_it(String host, String publicUrl, String asked, String mover) {
        assertThat(config(clock(host, publicUrl, asked), Map.of()).sandbox().clock())
                .isEqualTo(Config.ClockMover.valueOf(mover));
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, ''", "::, ''", "192.0.2.1, ''", "127.0.0.1, https://pay.example.com"})
    void a_shared_clock_that_anyone_may_move_is_refused(String host, String publicUrl) {
        assertThatThrownBy(() -> config(clock(host, publicUrl, "anyone"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--sandbox-clock anyone needs");
    }

    @Test
    void an_external_database_has_a_server_and_an_owner() {
        var options = Options.none()
                .with("--database-url", URL)
                .with("--database-user", "server")
                .with("--database-owner", "owner");
        var secrets = Map.of(
                "OPENDOLLR_JWT_KEY", "0123456789abcdef0123456789abcdef",
                "OPENDOLLR_DATABASE_PASSWORD", "pass-1",
                "OPENDOLLR_DATABASE_OWNER_PASSWORD", "pass-2");
        var database = config(options, secrets).database().external().orElseThrow();
        assertThat(database.server().user()).isEqualTo("server");
        assertThat(database.server().password()).isEqualTo("pass-1");
        assertThat(database.owner().user()).isEqualTo("owner");
        assertThat(database.owner().password()).isEqualTo("pass-2");
        assertThat(config(options, secrets).toString()).doesNotContain("pass-1", "pass-2", "0123456789abcdef");
    }

    private static Options clock(String host, String publicUrl, String sandboxClock) {
        return publicUrl(publicUrl).with("--host", host).with("--sandbox-clock", sandboxClock);
    }

    private static Options publicUrl(String url) {
        return Options.none().with("--public-url", url);
    }

    private static Options database(String url) {
        return Options.none().with("--database-url", url).with("--database-user", "user");
    }

    private static Config config(Options options, Map<String, String> environment) {
        return Config.of(options, name -> Optional.ofNullable(environment.get(name)));
    }
}
