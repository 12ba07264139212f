package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that are as long as the longest texts make them: lists come in pages of a bounded size.
class LargeAnswersApiTest {
    private static final int PAGE_BYTES_MAX = 1024 * 1024;
    private static final int ROWS = 1_020;
    private static final String LONGEST = "\uD83D\uDE00".repeat(1_000);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @ParameterizedTest
    @ValueSource(strings = {"", "?limit=1000", "?limit=400"})
    void parties_with_the_longest_texts_come_in_pages_of_bounded_size_each_of_them_once(String query) {
        long first = party();
        copy("""
            insert into party (merchant_id, fullname, phone, email, country_code, created_at, updated_at)
            select merchant_id, fullname, phone, email, country_code, created_at, updated_at
              from party, generate_series(2, ?)
             where id = ?
            """, first);
        assertThat(idsOfBoundedPages("/v1/parties/list" + query)).hasSize(ROWS).isSorted();
    }

    @Test
    void counterparties_show_the_longest_parties_in_pages_of_bounded_size() {
        long first = shop.post("/v1/counterparties/create", """
            {"relationship_type": "CUSTOMER", "party_id": %d}\
            """.formatted(party()))
                .expect(200)
                .id();
        copy("""
            insert into counterparty (merchant_id, party_id, relationship_type, created_at, updated_at)
            select merchant_id, party_id, relationship_type, created_at, updated_at
              from counterparty, generate_series(2, ?)
             where id = ?
            """, first);
        assertThat(idsOfBoundedPages("/v1/counterparties/list")).hasSize(ROWS).isSorted();
    }

    @ParameterizedTest
    @EnumSource
    void sources_with_the_longest_notes_come_in_pages_that_keep_the_filter(Kind kind) {
        long counterparty = Orders.counterparty(shop);
        List<Long> created = new ArrayList<>();
        for (int count = 0; count < 150; count++) {
            created.add(shop.post(kind.path() + "/create", """
                {"counterparty_id": %d, "currency": "USD", "note": "%s", "fee_bearer": "PAYER",
                 "as_payment_link": true, "reference_id": "%d%s"}\
                """.formatted(
                                    counterparty, LONGEST, 100 + count, LONGEST.substring(6)))
                    .expect(200)
                    .id());
        }
        shop.delete(kind.path() + "/cancel/" + created.removeFirst()).expect(200);
        assertThat(idsOfBoundedPages(kind.path() + "/list?status=IDLE&currency=USD"))
                .isEqualTo(created);
    }

    @Test
    void an_order_with_a_thousand_items_of_the_longest_names_is_shown_whole() {
        long order = Kind.ORDER.create(shop);
        long item = shop.post("/v1/orders/" + order + "/items/add", """
            {"name": "%s", "currency": "USD", "qty": 1, "amount": 1}\
            """.formatted(LONGEST))
                .expect(200)
                .id();
        copy("""
            insert into source_item (merchant_id, source_id, name, currency, qty, amount, created_at, updated_at)
            select merchant_id, source_id, name, currency, qty, amount, created_at, updated_at
              from source_item, generate_series(2, ?)
             where id = ?
            """, item, 1_000);
        SERVER.database()
                .asOwner()
                .useHandle(handle ->
                        handle.execute("update source set item_count = 1000, total_amount = 1000 where id = ?", order));
        var items = shop.get("/v1/orders/retrieve/" + order).expect(200).json().path("order_items");
        assertThat(items.size()).isEqualTo(1_000);
        assertThat(items.get(999).path("name").stringValue()).isEqualTo(LONGEST);
    }

    private long party() {
        return shop.post("/v1/parties/create", """
            {"fullname": "%1$s", "email": "%1$s", "country_code": "%1$s", "phone": "231771234567"}\
            """.formatted(LONGEST))
                .expect(200)
                .id();
    }

    /// All ids, in the order in which they came.
    private List<Long> idsOfBoundedPages(String path) {
        var pages = Pages.of(shop, path);
        assertThat(pages)
                .hasSizeGreaterThan(1)
                .allSatisfy(page -> assertThat(bytes(page)).isLessThanOrEqualTo(PAGE_BYTES_MAX));
        // A page is not ended early: another row would not have fitted.
        assertThat(IntStream.range(0, pages.size() - 1).map(page -> bytes(pages.get(page))))
                .allMatch(size -> size > PAGE_BYTES_MAX * 9 / 10);
        return pages.stream().flatMap(page -> Pages.ids(page).stream()).toList();
    }

    private static int bytes(Answer page) {
        return page.body().getBytes(UTF_8).length;
    }

    private static void copy(String sql, long id) {
        copy(sql, id, ROWS);
    }

    private static void copy(String sql, long id, int rows) {
        SERVER.database().asOwner().useHandle(handle -> handle.execute(sql, rows, id));
    }
}
