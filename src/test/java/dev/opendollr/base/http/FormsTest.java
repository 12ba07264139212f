package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.RawConnection.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms as browsers send them, and what is refused of them.
class FormsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);

    private static final List<Form> FORMS = Collections.synchronizedList(new ArrayList<>());
    private static final Server SERVER = Server.start(
            BareServer.listening(IDLE_MAX), BareServer.serving(rules -> rules.post("/form", FormsTest::handle)));

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void forget() {
        FORMS.clear();
    }

    private static void handle(Request request, Response response) {
        FORMS.add(Input.unversioned(request).form());
        response.send(new byte[0]);
    }

    @Test
    void fields_are_read_as_they_were_typed() {
        assertThat(send("a=1&b=&c&d=caf%C3%A9+x%2By%26z&ph%6fne=%2B250+788%0D%0A&e=caf\u00c3\u00a9")
                        .status())
                .isEqualTo(200);
        var form = FORMS.getFirst();
        assertThat(form.text("a")).contains("1");
        assertThat(form.text("b")).contains("");
        assertThat(form.text("c")).contains("");
        assertThat(form.text("d")).contains("café x+y&z");
        assertThat(form.text("phone")).contains("+250 788\r\n");
        assertThat(form.text("e")).contains("café");
        assertThat(form.text("c")).isPresent();
        assertThat(form.text("f")).isEmpty();
        assertThat(form.text("f")).isEmpty();
    }

    @Test
    void no_body_is_a_form_without_fields() {
        assertThat(send(Optional.empty(), "").status()).isEqualTo(200);
        assertThat(send("&&").status()).isEqualTo(200);
        assertThat(FORMS)
                .hasSize(2)
                .noneMatch(form -> form.text("").isPresent() || form.text("a").isPresent());
    }

    /// Numbers that were copied from an address book hold marks of direction and odd blanks.
    @Test
    void a_value_may_hold_what_a_person_pastes() {
        assertThat(send("phone=%E2%80%AA%2B250%C2%A0788%E2%80%AF123%E2%80%AC").status())
                .isEqualTo(200);
        assertThat(FORMS.getFirst().text("phone")).contains("\u202a+250\u00a0788\u202f123\u202c");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a=1&a=1                             | body.a
        a=1&b=2&%61=3                       | body.a
        a&a                                 | body.a
        a=%FF                               | body
        a=%C3                               | body
        a=%zz                               | body
        a=%4                                | body
        a=%                                 | body
        %C0%AF=1                            | body
        a=%ED%A0%80                         | body
        a=%00                               | body.a
        a=x%1By                             | body.a
        a=4111111111111111                  | body.a
        a=4111+1111+1111+1111               | body.a
        a=4111%201111-1111%201111           | body.a
        a=%2534111111111111111              | body.a
        phone=4111111111111111              | body.phone
        4111111111111111=x                  | body
        4111111111111111=x&4111111111111111 | body
        cvv=123                             | body.cvv
        card%5Bnumber%5D=1                  | body.card[number]
        Card-Number=1                       | body.Card-Number
        pin=1                               | body.pin
        """)
    void what_two_programs_could_read_in_two_ways_and_card_data_are_refused(String body, String place) {
        var reply = send(body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(FORMS).isEmpty();
        var quoted = List.of(place.split("\\.", -1)).stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        assertThat(reply.body()).contains("\"loc\":" + quoted).doesNotContain("4111");
    }

    @Test
    void twenty_fields_are_read_and_not_one_more() {
        assertThat(send(fields(Form.FIELDS_MAX)).status()).isEqualTo(200);
        var reply = send(fields(Form.FIELDS_MAX + 1));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body()).contains("more than 20 fields");
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(number -> "f" + number + "=1").collect(Collectors.joining("&"));
    }

    @Test
    void four_kibibytes_are_read_and_not_one_byte_more() {
        assertThat(send("a=" + "x".repeat(Form.BYTES_MAX - 2)).status()).isEqualTo(200);
        assertThat(send("a=" + "x".repeat(Form.BYTES_MAX - 1)).status()).isEqualTo(413);
        var chunk = "a=" + "x".repeat(Form.BYTES_MAX - 1);
        var chunked = request("Content-Type: " + FORM + "\r\nTransfer-Encoding: chunked\r\n")
                + Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n0\r\n\r\n";
        assertThat(reply(chunked).status()).isEqualTo(413);
        assertThat(FORMS).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                FORM + ";charset=UTF-8",
                FORM + "; charset=\"utf-8\"",
                "Application/X-WWW-Form-URLEncoded ; charset=utf-8"
            })
    void a_form_may_name_its_encoding(String type) {
        assertThat(send(Optional.of(type), "a=1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data; boundary=x",
                "text/plain",
                FORM + "; charset=iso-8859-1",
                FORM + "x",
                FORM + "\r\nContent-Type: " + FORM,
                FORM + "\r\nContent-Encoding: gzip"
            })
    void a_body_of_another_type_is_no_form(String type) {
        assertThat(send(Optional.of(type), "a=1").status()).isEqualTo(415);
        assertThat(FORMS).isEmpty();
    }

    @Test
    void a_body_without_a_type_is_no_form() {
        assertThat(send(Optional.empty(), "a=1").status()).isEqualTo(415);
    }

    private Reply send(String body) {
        return send(Optional.of(FORM), body);
    }

    /// `body` has one character for each byte.
    private Reply send(Optional<String> type, String body) {
        var typed = type.map(text -> "Content-Type: " + text + "\r\n").orElse("");
        return reply(request(typed + "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n")
                + body);
    }

    private static String request(String headers) {
        return "POST /form HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
    }

    private Reply reply(String request) {
        try (var connection = RawConnection.open("http://127.0.0.1:" + SERVER.port())) {
            connection.send(request);
            return connection.reply(false).orElseThrow();
        }
    }
}
