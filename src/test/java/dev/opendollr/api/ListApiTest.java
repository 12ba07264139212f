package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists: bare arrays in ascending order, in pages, filtered.
class ListApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"parties", "counterparties", "orders", "invoices"})
    void a_merchant_without_anything_gets_an_empty_array(String what) {
        var answer = shop.get("/v1/" + what + "/list").expect(200);
        assertThat(answer.body()).isEqualTo("[]");
        assertThat(answer.header("Link")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"parties", "counterparties", "orders", "invoices"})
    void pages_follow_each_other_without_gap_or_overlap(String what) {
        List<Long> created = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            created.add(
                    switch (what) {
                        case "parties" -> party("Ma Hawa");
                        case "counterparties" -> counterparty("CUSTOMER", party("Ma Hawa"));
                        case "orders" -> Kind.ORDER.create(shop);
                        default -> Kind.INVOICE.create(shop);
                    });
        }
        var list = "/v1/" + what + "/list";
        assertThat(Pages.ids(shop, list)).containsExactly(created);
        assertThat(Pages.ids(shop, list + "?limit=2"))
                .containsExactly(created.subList(0, 2), created.subList(2, 4), created.subList(4, 5));
        assertThat(Pages.ids(shop, list + "?limit=5")).containsExactly(created);
        assertThat(Pages.ids(shop.get(list + "?after=" + created.get(2)))).isEqualTo(created.subList(3, 5));
        assertThat(Pages.ids(shop, list + "?limit=1")).hasSize(5);
    }

    /// It could not be sent in the head of an answer.
    @Test
    void the_link_leaves_out_what_means_nothing() {
        var _ = List.of(party("Ma Hawa"), party("Ma Hawa"));
        var answer = shop.get("/v1/parties/list?fullname=Ma&limit=1&x=" + "/".repeat(7_000))
                .expect(200);
        assertThat(answer.header("Link").orElseThrow())
                .contains("?fullname=Ma&limit=1&after=")
                .doesNotContain("x=");
    }

    @Test
    void the_link_keeps_the_filters() {
        var wanted = List.of(party("Äsop & Söhne = 1+1"), party("äsop & söhne = 1+1"));
        var _ = party("Somebody");
        var filter = URLEncoder.encode("SOP & SÖHNE = 1+1", UTF_8);
        assertThat(Pages.ids(shop, "/v1/parties/list?limit=1&fullname=" + filter))
                .containsExactly(List.of(wanted.getFirst()), List.of(wanted.getLast()));
        for (var kind : Kind.values()) {
            var sources = List.of(kind.create(shop), kind.create(shop));
            assertThat(Pages.ids(shop, kind.path() + "/list?status=IDLE&limit=1&currency=USD"))
                    .containsExactly(List.of(sources.getFirst()), List.of(sources.getLast()));
        }
    }

    @Test
    void more_than_a_thousand_rows_come_in_pages_of_a_thousand() {
        long first = party("Ma Hawa");
        SERVER.database().asOwner().useHandle(handle -> handle.execute("""
            insert into party (merchant_id, fullname, phone, created_at, updated_at)
            select merchant_id, fullname, phone, created_at, updated_at
              from party, generate_series(1, 1000)
             where id = ?
            """, first));
        assertThat(Pages.ids(shop, "/v1/parties/list").stream().map(List::size)).containsExactly(1_000, 1);
    }

    @ParameterizedTest(name = "fullname={0}: {1}")
    @CsvSource({"hawa, true", "MA H, true", "Ma Hawa, true", "Hawa Ma, false", "%, false", "M_ Hawa, false", "'', true"
    })
    void a_name_is_found_by_any_part_of_it_ignoring_case(String part, boolean found) {
        long party = party("Ma Hawa");
        long counterparty = counterparty("CUSTOMER", party);
        var query = "?fullname=" + URLEncoder.encode(part, UTF_8);
        assertThat(Pages.ids(shop.get("/v1/parties/list" + query))).isEqualTo(found ? List.of(party) : List.of());
        assertThat(Pages.ids(shop.get("/v1/counterparties/list" + query)))
                .isEqualTo(found ? List.of(counterparty) : List.of());
    }

    @Test
    void counterparties_are_filtered_by_relationship_and_show_their_party() {
        long customer = counterparty("CUSTOMER", party("Ma Hawa"));
        long supplier = counterparty("SUPPLIER", party("Old Joe"));
        var list = shop.get("/v1/counterparties/list?relationship_type=SUPPLIER");
        assertThat(Pages.ids(list)).containsExactly(supplier);
        assertThat(list.json().at("/0/party/fullname").stringValue()).isEqualTo("Old Joe");
        assertThat(Pages.ids(shop.get("/v1/counterparties/list?relationship_type=CUSTOMER&fullname=old")))
                .isEmpty();
        assertThat(Pages.ids(shop.get("/v1/counterparties/list"))).containsExactly(customer, supplier);
    }

    @ParameterizedTest
    @EnumSource
    void sources_are_filtered_by_currency_and_status(Kind kind) {
        long idle = kind.create(shop);
        long active = kind.createActive(shop);
        long canceled = kind.create(shop);
        shop.delete(kind.path() + "/cancel/" + canceled).expect(200);
        long counterparty = counterparty("CUSTOMER", party("Ma Hawa"));
        long francs = shop.post(kind.path() + "/create", Orders.draft(counterparty, "RWF"))
                .id();
        var list = kind.path() + "/list";

        assertThat(Pages.ids(shop.get(list))).containsExactly(idle, active, canceled, francs);
        assertThat(Pages.ids(shop.get(list + "?status=IDLE"))).containsExactly(idle, francs);
        assertThat(Pages.ids(shop.get(list + "?status=ACTIVE"))).containsExactly(active);
        assertThat(Pages.ids(shop.get(list + "?status=CANCELED"))).containsExactly(canceled);
        assertThat(Pages.ids(shop.get(list + "?status=PAID"))).isEmpty();
        assertThat(Pages.ids(shop.get(list + "?currency=RWF"))).containsExactly(francs);
        assertThat(Pages.ids(shop.get(list + "?currency=USD&status=IDLE"))).containsExactly(idle);
        assertThat(Pages.ids(shop.get(list + "?currency=LRD"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nothing_of_another_merchant_or_kind_is_listed(Kind kind) {
        long _ = kind.create(SERVER.newMerchant());
        long _ = kind.other().create(shop);
        long mine = kind.create(shop);
        assertThat(Pages.ids(shop.get(kind.path() + "/list"))).containsExactly(mine);
    }

    private long party(String fullname) {
        return shop.post("/v1/parties/create", """
            {"fullname": "%s", "phone": "231771234567"}\
            """.formatted(fullname))
                .expect(200)
                .id();
    }

    private long counterparty(String relationshipType, long party) {
        return shop.post("/v1/counterparties/create", """
            {"relationship_type": "%s", "party_id": %d}\
            """.formatted(relationshipType, party))
                .expect(200)
                .id();
    }
}
