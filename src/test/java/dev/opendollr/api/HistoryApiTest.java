package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What an order or an invoice tells of its past.
@ParameterizedClass(name = "{0}")
@EnumSource(Kind.class)
class HistoryApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();
    private final Kind kind;

    HistoryApiTest(Kind kind) {
        this.kind = kind;
    }

    @Test
    void every_change_is_there_once_in_ascending_order() {
        long source = kind.create(shop);
        shop.put(kind.path() + "/update/" + source, "{\"note\": \"later\"}").expect(200);
        var item = shop.post(kind.path() + "/" + source + "/items/add", Orders.item("USD", 1, "5"))
                .expect(200);
        shop.put(kind.path() + "/" + source + "/items/" + item.id() + "/update", "{\"qty\": 2}")
                .expect(200);
        shop.delete(kind.path() + "/" + source + "/items/" + item.id() + "/remove")
                .expect(200);
        shop.post(kind.path() + "/" + source + "/items/add", Orders.item("USD", 1, "5"))
                .expect(200);
        shop.put(kind.path() + "/publish/" + source, "").expect(200);
        shop.delete(kind.path() + "/cancel/" + source).expect(200);
        shop.delete(kind.path() + "/cancel/" + source).expect(200);

        assertThat(texts(shop.get(kind.path() + "/" + source + "/events")))
                .containsExactly(
                        "1 CREATED null IDLE",
                        "2 UPDATED IDLE IDLE",
                        "3 ITEM_ADDED IDLE IDLE",
                        "4 ITEM_UPDATED IDLE IDLE",
                        "5 ITEM_REMOVED IDLE IDLE",
                        "6 ITEM_ADDED IDLE IDLE",
                        "7 PUBLISHED IDLE ACTIVE",
                        "8 CANCELED ACTIVE CANCELED");
    }

    @Test
    void pages_follow_the_link() {
        long source = kind.createActive(shop);
        shop.delete(kind.path() + "/cancel/" + source).expect(200);
        var pages = Pages.of(shop, kind.path() + "/" + source + "/events?limit=3");
        assertThat(pages).hasSize(2);
        assertThat(texts(pages.getFirst()))
                .containsExactly("1 CREATED null IDLE", "2 ITEM_ADDED IDLE IDLE", "3 PUBLISHED IDLE ACTIVE");
        assertThat(texts(pages.getLast())).containsExactly("4 CANCELED ACTIVE CANCELED");
        assertThat(texts(shop.get(kind.path() + "/" + source + "/events?after=3")))
                .containsExactly("4 CANCELED ACTIVE CANCELED");
        assertThat(texts(shop.get(kind.path() + "/" + source + "/events?after=9223372036854775807")))
                .isEmpty();
    }

    @Test
    void a_refused_change_leaves_no_event() {
        long source = kind.createActive(shop);
        var before =
                shop.get(kind.path() + "/" + source + "/events").expect(200).body();
        shop.put(kind.path() + "/update/" + source, "{\"note\": \"too late\"}").expect(422);
        shop.put(kind.path() + "/publish/" + source, "").expect(422);
        assertThat(shop.get(kind.path() + "/" + source + "/events").expect(200).body())
                .isEqualTo(before);
    }

    @Test
    void an_update_that_changes_nothing_leaves_no_event() {
        long source = kind.create(shop);
        var before = shop.get(kind.path() + "/retrieve/" + source).expect(200).body();
        shop.put(kind.path() + "/update/" + source, "{}").expect(200);
        shop.put(kind.path() + "/update/" + source, "{\"note\": null, \"fee_bearer\": null, \"colour\": 1}")
                .expect(200);
        assertThat(shop.get(kind.path() + "/retrieve/" + source).expect(200).body())
                .isEqualTo(before);
        assertThat(texts(shop.get(kind.path() + "/" + source + "/events"))).hasSize(1);
    }

    @Test
    void the_past_of_an_unknown_one_is_not_found() {
        for (var id : List.of("999999999", "abc", "0")) {
            assertThat(shop.get(kind.path() + "/" + id + "/events").expect(404).text("detail"))
                    .isEqualTo(kind.noun() + " not found");
        }
    }

    private static List<String> texts(Answer answer) {
        List<String> texts = new ArrayList<>();
        for (var event : answer.expect(200).json()) {
            texts.add(String.join(
                    " ",
                    event.get("version").toString(),
                    event.get("type").stringValue(),
                    event.get("from_status").isNull()
                            ? "null"
                            : event.get("from_status").stringValue(),
                    event.get("to_status").stringValue()));
        }
        return texts;
    }
}
