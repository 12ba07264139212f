package dev.opendollr.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.StartFailure;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final String ANSWER = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Date: today",
            "Content-Length: 13",
            "Content-Type: application/json",
            "",
            "{\"id\":\"4711\"}");

    @Test
    void an_answer_ends_where_its_headers_say() {
        assertThat(length(ANSWER)).isEqualTo(ANSWER.length());
        assertThat(length(ANSWER.replace("Content-Length", "content-length"))).isEqualTo(ANSWER.length());
    }

    @Test
    void its_length_is_known_before_its_body_has_come() {
        assertThat(length(ANSWER.substring(0, ANSWER.length() - 5))).isEqualTo(ANSWER.length());
    }

    @Test
    void headers_that_have_not_all_come_say_nothing() {
        for (int count = 0; count < ANSWER.indexOf("{"); count++) {
            assertThat(length(ANSWER.substring(0, count))).isEqualTo(AnswerReader.INCOMPLETE);
        }
    }

    @Test
    void another_status_is_a_failure_that_shows_the_answer() {
        assertThatThrownBy(() -> length(ANSWER.replace("200 OK", "503 Service Unavailable")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("503 Service Unavailable | Date: today");
    }

    @Test
    void a_repeat_is_a_failure() {
        assertThatThrownBy(() -> length(ANSWER.replace("Date: today", "Idempotent-Replayed: true")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("a repeat");
    }

    @Test
    void an_answer_without_a_length_is_a_failure() {
        assertThatThrownBy(() -> length(ANSWER.replace("Content-Length: 13", "Connection: keep-alive")))
                .isInstanceOf(StartFailure.class);
    }

    private static int length(String answer) {
        var bytes = answer.getBytes(US_ASCII);
        return AnswerReader.length(bytes, bytes.length);
    }
}
