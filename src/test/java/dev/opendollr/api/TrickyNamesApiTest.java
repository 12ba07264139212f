package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Bills;
import dev.opendollr.testing.Bills.Bill;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names and notes of merchants are text on the page of a payer, and change nothing of what an amount says.
class TrickyNamesApiTest {
    private static final String RIGHT_TO_LEFT = "\u202E";

    @RegisterExtension
    static final TestServer SERVER = TestServer.withForcedStatuses();

    private final Bills bills = Bills.of(SERVER);

    /// Rows of earlier versions can hold what no door takes today.
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='a",
                "</title><h1>Paid</h1>",
                "&lt;b&gt;",
                "${7*7} {{7*7}} {0}",
                "javascript:alert(1)"
            })
    void a_name_is_text_in_every_step(String name) {
        var bill = bills.open();
        rename(bill, name);
        var payer = bills.visit(bill);
        assertIsText(payer.html(), name);
        payer.send("country", "LR", "currency", "USD");
        assertIsText(payer.html(), name);
        payer.send("number", "77 123 4789");
        assertIsText(payer.html(), name);
        payer.send();
        assertIsText(payer.html(), name);
        assertThat(payer.kind()).isEqualTo("paid");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Shop " + RIGHT_TO_LEFT + "00.0 DSU", "Shop \u2066USD 0.01"})
    void marks_that_change_how_others_are_shown_stand_as_their_numbers(String name) {
        var bill = bills.open();
        rename(bill, name);
        var payer = bills.visit(bill);
        var mark = name.codePoints().filter(point -> point > 0x2000).findFirst().orElseThrow();
        var inside = payer.html().replace("<bdi>\u2068", "").replace("\u2069</bdi>", "");
        assertThat(inside).doesNotContain("Shop " + Character.toString(mark));
        assertThat(payer.html()).contains("\\u{%04X}".formatted(mark), "USD 5.00");
    }

    /// A name that looks like an amount stands apart from the amount.
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"USD 0.01", "RWF 5,000 paid", "ՍՏD 5.00"})
    void a_name_that_looks_like_an_amount_is_isolated(String name) {
        var bill = bills.open();
        rename(bill, name);
        var payer = bills.visit(bill).send("country", "LR", "currency", "USD").send("number", "77 123 4789");
        assertThat(payer.html())
                .contains("<bdi>\u2068" + name + "\u2069</bdi>")
                .containsPattern("<button type=\"submit\">Pay USD 5\\.[0-9]{2}</button>");
    }

    private static void assertIsText(String html, String name) {
        assertThat(html).doesNotContain("<script>", "<img", "<h1>Paid</h1>\n", "alert(1)\"", "49 ");
        var shown = html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'");
        assertThat(shown.replace("&amp;", "&")).contains("<bdi>\u2068" + name + "\u2069</bdi>");
    }

    private static void rename(Bill bill, String name) {
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute(
                        "update merchant set name = ? where id = (select merchant_id from source where id = ?)",
                        name,
                        bill.order()));
    }
}
