package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Scrape;
import dev.opendollr.testing.TestServer;
import dev.opendollr.testing.WatchedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What stands in `ops` asks only for numbers that a server has.
class DashboardApiTest {
    private static final String DASHBOARD = "ops/grafana-dashboard.json";
    private static final String ALERTS = "ops/alerts.yml";
    private static final Pattern ASKED =
            Pattern.compile("\\b((?:opendollr|jvm|process|system)_[a-z0-9_]+)\\b(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(=~|!~|!=|=)\"([^\"]*)\"");
    /// Put to every number by Prometheus itself.
    private static final String INSTANCE = "instance";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void busy() {
        WatchedServer.busy(SERVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASHBOARD, ALERTS})
    void every_number_and_label_that_is_asked_for_is_there(String file) throws IOException {
        Map<String, Set<String>> labels = new HashMap<>();
        Scrape.of(SERVER)
                .samples()
                .forEach(sample -> labels.computeIfAbsent(sample.name(), _ -> new HashSet<>())
                        .addAll(sample.labels().keySet()));
        var missing = new TreeSet<String>();
        var asked = ASKED.matcher(questions(file));
        int count = 0;
        for (; asked.find(); count++) {
            var name = asked.group(1);
            if (!labels.containsKey(name)) {
                missing.add(name);
                continue;
            }
            var label = LABEL.matcher(asked.group(2) == null ? "" : asked.group(2));
            while (label.find()) {
                if (!label.group(1).equals(INSTANCE) && !labels.get(name).contains(label.group(1))) {
                    missing.add(name + " by " + label.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASHBOARD, ALERTS})
    void every_value_of_a_label_that_is_asked_for_can_occur(String file) throws IOException {
        var endings = Scrape.of(SERVER).samples().stream()
                .filter(sample -> sample.name().equals("opendollr_payments_ended_total"))
                .map(sample -> sample.labels().get("ending"))
                .collect(Collectors.toSet());
        var asked = Pattern.compile("ending=~?\"([A-Z_|]+)\"").matcher(questions(file));
        assertThat(asked.results().flatMap(found -> Pattern.compile("\\|").splitAsStream(found.group(1))))
                .isNotEmpty()
                .isSubsetOf(endings);
    }

    @Test
    void every_panel_has_a_title_a_place_of_its_own_and_a_question() throws IOException {
        var panels = JsonMapper.shared()
                .readTree(Files.readString(Path.of(DASHBOARD)))
                .path("panels");
        var places = new HashSet<String>();
        var ids = new HashSet<Integer>();
        for (JsonNode panel : panels) {
            assertThat(panel.path("title").stringValue()).isNotBlank();
            assertThat(places.add(panel.path("gridPos").path("x") + "/"
                            + panel.path("gridPos").path("y")))
                    .isTrue();
            assertThat(ids.add(panel.path("id").intValue())).isTrue();
            if (!panel.path("type").stringValue().equals("row")) {
                assertThat(panel.path("targets").isEmpty()).isFalse();
            }
        }
        assertThat(panels.size()).isGreaterThan(15);
    }

    @Test
    void every_alert_is_explained_to_operators() throws IOException {
        var manual = Files.readString(Path.of("ops/README.md"));
        var alerts = Pattern.compile("(?m)^ +- alert: (\\w+)$").matcher(Files.readString(Path.of(ALERTS)));
        assertThat(alerts.results().map(found -> found.group(1)).toList())
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates()
                .allSatisfy(alert -> assertThat(manual).contains("`" + alert + "`"));
    }

    /// What is asked of Prometheus; sentences for people may name numbers more loosely.
    private static String questions(String file) throws IOException {
        return Files.readString(Path.of(file))
                .replace("\\\"", "\"")
                .lines()
                .filter(line -> !line.contains("description:") && !line.contains("\"description\":"))
                .collect(Collectors.joining("\n"));
    }
}
