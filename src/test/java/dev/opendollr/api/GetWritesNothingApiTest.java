package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Bills;
import dev.opendollr.testing.Bills.Bill;
import dev.opendollr.testing.PlainBrowser;
import dev.opendollr.testing.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Programs that show previews of links fetch every address that they see. That must change nothing.
class GetWritesNothingApiTest {
    private static final String COMPLETES = "77 123 4789";
    private static final String NO_MONEY = "77 123 4049";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Bills bills = Bills.of(SERVER);

    @Test
    void no_get_and_no_head_of_a_page_changes_a_row() {
        var addresses = addresses();
        var before = rows();
        assertThat(before).containsKeys("source", "execution", "session", "payment_account", "party", "prompt");
        for (var method : List.of("GET", "HEAD")) {
            for (var address : addresses) {
                assertThat(SERVER.stranger().send(method, address, "").status())
                        .as(method + " " + address)
                        .isEqualTo(200);
            }
        }
        assertThat(rows()).isEqualTo(before);
    }

    /// All steps of a bill that can be paid, and the page, the news and the code of bills in other states.
    private List<String> addresses() {
        var open = bills.open();
        var first = bills.visit(open);
        var how = first.tab().send("country", "LR", "currency", "USD");
        var check = how.tab().send("number", COMPLETES);
        var wrong = how.tab().send("number", "1");
        var left = how.tab().follow("I will not pay now");
        var paid = pay(bills.open(), COMPLETES);
        var refused = pay(bills.open(), NO_MONEY);
        var canceled = bills.open();
        bills.cancel(canceled);
        var now = Instant.parse(bills.shop().get("/sandbox/clock").expect(200).text("now"));
        var over = bills.until(now.plusSeconds(60).toString());
        bills.pass(61);
        assertThat(check.step()).isEqualTo(3);
        assertThat(paid.kind()).isEqualTo("paid");
        assertThat(refused.kind()).isEqualTo("refused");
        assertThat(bills.visit(over).kind()).isEqualTo("expired");
        var page = first.address();
        var receipt = paid.hrefOf("Receipt").substring(SERVER.url().length());
        return List.of(
                page,
                page + "/now",
                page + "/code.svg",
                page + "?f=x",
                page + "?lang=rw",
                how.address(),
                page + how.hrefOf("Back"),
                check.address(),
                wrong.address(),
                left.address(),
                paid.address(),
                receipt,
                receipt + "?lang=fr",
                receipt + "/code.svg",
                refused.address(),
                page + refused.hrefOf("Try again"),
                bills.visit(canceled).address(),
                bills.visit(over).address());
    }

    private PlainBrowser pay(Bill bill, String number) {
        return bills.visit(bill)
                .send("country", "LR", "currency", "USD")
                .send("number", number)
                .send();
    }

    /// The number and the content of the rows of each table. What a server writes for itself is left out.
    private static Map<String, String> rows() {
        return SERVER.database().asOwner().withHandle(handle -> {
            Map<String, String> rows = new TreeMap<>();
            for (var table : tables(handle)) {
                rows.put(
                        table,
                        handle.createQuery("select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by"
                                        + " t::text)), '') from " + table + " as t")
                                .mapTo(String.class)
                                .one());
            }
            return rows;
        });
    }

    private static List<String> tables(Handle handle) {
        return handle.createQuery("""
            select table_name
              from information_schema.tables
             where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'flyway%'
               and table_name not in ('feed_place', 'feed_mark')
            """).mapTo(String.class).list();
    }
}
