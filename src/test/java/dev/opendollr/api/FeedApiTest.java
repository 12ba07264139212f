package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a merchant hears of its own orders, invoices and payments.
class FeedApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final Pattern CURSOR = Pattern.compile("after=([^&]+)");

    private final Client shop = SERVER.newMerchant();

    private static String next(Answer answer) {
        var link = NEXT.matcher(answer.header("Link").orElseThrow());
        assertThat(link.matches()).isTrue();
        return link.group(1);
    }

    private static String cursor(Answer answer) {
        var cursor = CURSOR.matcher(next(answer));
        assertThat(cursor.find()).isTrue();
        return cursor.group(1);
    }

    private static List<String> texts(Answer answer) {
        return answer.expect(200)
                .json()
                .valueStream()
                .map(event -> String.join(
                        " ",
                        event.path("kind").stringValue(),
                        event.path("object_id").asString(),
                        event.path("version").asString(),
                        event.path("type").stringValue()))
                .toList();
    }

    /// Follows the links until `count` events have come.
    private List<String> heard(String path, int count) {
        List<String> heard = new ArrayList<>();
        var place = new String[] {path};
        Eventually.isTrue(count + " events", () -> {
            var answer = shop.get(place[0]);
            heard.addAll(texts(answer));
            place[0] = next(answer);
            return heard.size() >= count;
        });
        return heard;
    }

    @Test
    void a_merchant_hears_its_own_changes_in_order_and_nobody_elses() {
        long order = Kind.ORDER.create(shop);
        var other = SERVER.newMerchant();
        Orders.createActive(other);
        long invoice = Kind.INVOICE.create(shop);
        shop.delete("/v1/orders/cancel/" + order).expect(200);
        shop.delete("/v1/orders/cancel/" + order).expect(200);

        assertThat(heard("/v1/events", 3))
                .containsExactly(
                        "ORDER " + order + " 1 CREATED",
                        "INVOICE " + invoice + " 1 CREATED",
                        "ORDER " + order + " 2 CANCELED");
    }

    private static int asServer(String sql, long id) {
        return SERVER.database()
                .asServer()
                .withHandle(handle -> handle.createUpdate(sql).bind("id", id).execute());
    }

    /// It serves on for a while beside those of this version.
    @Test
    void what_a_server_of_the_version_before_changes_is_told_too() {
        long order = Orders.createActive(shop);
        long payer = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
        long payment = Payments.collect(shop, Payments.checkout(shop, order), payer, "USD", Payments.reference())
                .expect(200)
                .paymentIntent();
        assertThat(asServer("""
            with changed as (
            update execution set version = version + 1 where id = :id
            returning merchant_id, id, version, status, updated_at)
            insert into execution_event (merchant_id, execution_id, version, type, from_status, to_status,
                                         at, actor)
            select merchant_id, id, version, 'CONTRADICTED', status, status, updated_at, 'opendollr'
              from changed
            """, payment)).isOne();
        assertThat(asServer("""
            with made as (
            insert into source (merchant_id, kind, number, counterparty_id, currency, total_amount,
                    item_count, note, fee_bearer, as_payment_link, status, version,
                                created_at, updated_at)
            select merchant_id, kind, number || '1', counterparty_id, currency, 0,
                    0, '', fee_bearer, false, 'IDLE', 1, updated_at, updated_at
              from source
             where id = :id
            returning merchant_id, id, version, status, updated_at)
            insert into source_event (merchant_id, source_id, version, type, from_status, to_status,
                                      at, actor, request_id)
            select merchant_id, id, version, 'CREATED', null, status, updated_at, 'opendollr', 'r'
              from made
            """, order)).isOne();

        var told = heard("/v1/events", 9);
        assertThat(told.get(7)).isEqualTo("COLLECTION " + payment + " 3 CONTRADICTED");
        assertThat(told.get(8)).startsWith("ORDER ").endsWith(" 1 CREATED");
    }

    @Test
    void a_payment_is_told_with_the_reference_that_asks_for_it() {
        long order = Orders.createActive(shop);
        long payer = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
        long session = Payments.checkout(shop, order);
        var reference = Payments.reference();
        long payment = Payments.collect(shop, session, payer, "USD", reference)
                .expect(200)
                .paymentIntent();

        assertThat(heard("/v1/events?limit=2", 7))
                .containsSubsequence(
                        "ORDER " + order + " 3 PUBLISHED",
                        "ORDER " + order + " 4 PAYMENT_STARTED",
                        "ORDER " + order + " 5 PAID")
                .containsSubsequence("COLLECTION " + payment + " 1 STARTED", "COLLECTION " + payment + " 2 COMPLETED")
                .hasSize(7);
        for (var event : shop.get("/v1/events").expect(200).json()) {
            assertThat(event.path("reference_id").asString(""))
                    .isEqualTo(event.path("kind").stringValue().equals("COLLECTION") ? reference : "");
        }
    }

    @Test
    void links_lead_through_all_parts_and_on_to_what_has_not_happened_yet() {
        long order = Kind.ORDER.create(shop);
        Eventually.isTrue(
                "the first event", () -> texts(shop.get("/v1/events?limit=1")).size() == 1);
        var first = shop.get("/v1/events?limit=1");
        var nothing = shop.get(next(first));
        assertThat(texts(nothing)).isEmpty();
        assertThat(next(nothing)).contains("limit=1");
        shop.put("/v1/orders/update/" + order, "{\"note\": \"later\"}").expect(200);
        var place = next(nothing);
        var second = List.of("ORDER " + order + " 2 UPDATED");
        Eventually.isTrue("the second", () -> texts(shop.get(place)).equals(second));
        assertThat(texts(shop.get(next(first))))
                .as("a cursor can be used again")
                .hasSize(1);
    }

    @Test
    void a_cursor_tells_nothing() {
        Set<String> cursors = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();
        for (int look = 0; look < 5; look++) {
            var cursor = cursor(shop.get("/v1/events?limit=1"));
            cursors.add(cursor);
            lengths.add(cursor.length());
        }
        Orders.createActive(SERVER.newMerchant());
        lengths.add(cursor(shop.get("/v1/events?limit=1")).length());
        assertThat(cursors).as("also where nothing has happened").hasSize(5);
        assertThat(lengths).hasSize(1);
    }

    @Test
    void only_a_cursor_of_ones_own_is_taken() {
        var foreign = cursor(SERVER.newMerchant().get("/v1/events"));
        var own = cursor(shop.get("/v1/events"));
        shop.get("/v1/events?after=" + own).expect(200);
        var changed = own.substring(0, own.length() - 3) + (own.endsWith("AAA") ? "BBB" : "AAA");
        for (var text : List.of(foreign, changed, "0", "7", "", "abc", own + "x", own.replace(".", ""))) {
            assertThat(shop.get("/v1/events?after=" + text).expect(422).errors())
                    .as(text)
                    .containsExactly("query.after value_error");
        }
        assertThat(SERVER.stranger().get("/v1/events").status()).isEqualTo(401);
    }

    @Test
    void a_merchant_that_comes_too_late_is_told_so() {
        long order = Kind.ORDER.create(shop);
        var begun = cursor(shop.get("/v1/events"));
        long last = SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery("select setval('feed_id', last_value + 10) from feed_id")
                        .mapTo(Long.class)
                        .one());
        keepAfter(last - 5);
        try {
            assertThat(shop.get("/v1/events?after=" + begun).expect(410).text("detail"))
                    .isEqualTo("What follows this cursor is not kept any more, begin without one");
            shop.delete("/v1/orders/cancel/" + order).expect(200);
            assertThat(heard("/v1/events", 1)).containsExactly("ORDER " + order + " 2 CANCELED");
        } finally {
            keepAfter(0);
        }
    }

    private static void keepAfter(long number) {
        SERVER.database().asOwner().useHandle(handle -> {
            var _ = handle.execute("delete from feed_mark");
            var _ = handle.execute("insert into feed_mark (upto, at) values (?, '-infinity')", number);
        });
    }
}
