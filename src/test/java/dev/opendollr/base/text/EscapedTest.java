package dev.opendollr.base.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EscapedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"\u202Egnp.exe", "a\u200Bb", "\u009B31m", "\u007F", "\uDB40\uDC41", "\uD800", "\n\t\u001B[2J"})
    void json_reads_the_same_and_a_terminal_obeys_nothing_in_it(String name) {
        var json = Escaped.json(Json.text(Map.of("name", name)));
        assertThat(json).matches("[ -~]+");
        assertThat(JsonMapper.shared().readTree(json).path("name").stringValue())
                .isEqualTo(name);
    }

    @Test
    void what_may_be_shown_stays() {
        var text = Json.text(Map.of("name", "Nyirahabimana Ézéchiel, 12 kg"));
        assertThat(Escaped.json(text)).isEqualTo(text);
    }
}
