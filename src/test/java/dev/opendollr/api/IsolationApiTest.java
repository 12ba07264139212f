package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No merchant can tell another merchant's objects from objects that never were.
class IsolationApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final class World {
        final Client owner;
        final Client intruder;
        final Sample owned;
        final Sample own;

        World() {
            var registeredOwner = SERVER.register();
            owner = SERVER.client(registeredOwner.credential());
            owned = Sample.of(registeredOwner, owner);
            var registeredIntruder = SERVER.register();
            intruder = SERVER.client(registeredIntruder.credential());
            own = Sample.of(registeredIntruder, intruder);
        }
    }

    /// Every operation that names something, tried with the names of another merchant.
    @TestFactory
    Stream<DynamicTest> what_belongs_to_another_is_answered_as_what_never_was() {
        var world = new World();
        var before = Rows.digest(SERVER);
        var naming = Operation.originals().stream()
                .filter(operation -> !world.own.path(operation).equals(world.owned.path(operation))
                        || operation.bodySchema().stream()
                                .anyMatch(schema -> schema.toString().matches(".*\"(counter)?party_id\".*")))
                .toList();
        assertThat(naming).hasSize(34);
        return naming.stream()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var foreign = world.own.withIdsOf(world.owned);
                    var unknown = world.own.withUnknownIds();
                    var refused =
                            world.intruder.send(operation.method(), foreign.path(operation), foreign.body(operation));
                    var missing =
                            world.intruder.send(operation.method(), unknown.path(operation), unknown.body(operation));
                    assertThat(refused.status()).as(refused.body()).isIn(404, 422);
                    assertThat(refused.status()).isEqualTo(missing.status());
                    assertThat(refused.body()).isEqualTo(missing.body());
                    if (foreign.path(operation).equals(world.own.path(operation))) {
                        assertThat(refused.errors())
                                .hasSize(1)
                                .allMatch(error -> error.endsWith("party_id value_error"));
                    } else {
                        assertThat(refused.text("detail")).endsWith(" not found");
                    }
                    assertThat(Rows.digest(SERVER)).isEqualTo(before);
                }));
    }

    @Test
    void a_foreign_party_is_refused_in_the_update_of_an_own_counterparty() {
        var world = new World();
        var path = "/v1/counterparties/update/" + world.own.counterparty();
        var before = Rows.digest(SERVER);
        var foreign = world.intruder.put(path, "{\"party_id\": " + world.owned.party() + "}");
        assertThat(foreign.expect(422).errors()).containsExactly("body.party_id value_error");
        assertThat(world.intruder.put(path, "{\"party_id\": 987654321}").body()).isEqualTo(foreign.body());
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    /// Every operation that names a source in its path, tried with a source of the other kind.
    @TestFactory
    Stream<DynamicTest> an_order_is_no_invoice_and_an_invoice_no_order() {
        var world = new World();
        var before = Rows.digest(SERVER);
        var swapped = world.own.withKindsSwapped();
        var unknown = world.own.withUnknownIds();
        var naming = Operation.originals().stream()
                .filter(operation -> !swapped.path(operation).equals(world.own.path(operation)))
                .toList();
        assertThat(naming).hasSize(22);
        return naming.stream()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var refused =
                            world.intruder.send(operation.method(), swapped.path(operation), swapped.body(operation));
                    var missing =
                            world.intruder.send(operation.method(), unknown.path(operation), unknown.body(operation));
                    assertThat(refused.expect(404).body()).isEqualTo(missing.body());
                    assertThat(Rows.digest(SERVER)).isEqualTo(before);
                }));
    }

    @ParameterizedTest
    @EnumSource
    void a_foreign_item_is_not_found_under_an_own_source(Kind kind) {
        var world = new World();
        long own = kind == Kind.ORDER ? world.own.order() : world.own.invoice();
        long owned = kind == Kind.ORDER ? world.owned.item() : world.owned.invoiceItem();
        var path = kind.path() + "/" + own + "/items/" + owned;
        var before = Rows.digest(SERVER);
        assertThat(world.intruder
                        .put(path + "/update", "{\"qty\": 9}")
                        .expect(404)
                        .text("detail"))
                .isEqualTo("Item not found");
        assertThat(world.intruder.delete(path + "/remove").expect(404).text("detail"))
                .isEqualTo("Item not found");
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void a_past_that_is_foreign_or_of_another_kind_is_not_found(Kind kind) {
        var owner = SERVER.newMerchant();
        var past = "/" + kind.create(owner) + "/events";
        owner.get(kind.path() + past).expect(200);
        assertThat(SERVER.newMerchant().get(kind.path() + past).expect(404).text("detail"))
                .isEqualTo(kind.noun() + " not found");
        assertThat(owner.get(kind.other().path() + past).expect(404).text("detail"))
                .isEqualTo(kind.other().noun() + " not found");
    }

    @Test
    void lists_hold_the_own_objects_only() {
        var world = new World();
        assertThat(Pages.ids(world.intruder.get("/v1/parties/list"))).containsExactly(world.own.party());
        assertThat(Pages.ids(world.intruder.get("/v1/counterparties/list"))).containsExactly(world.own.counterparty());
        assertThat(Pages.ids(world.intruder.get("/v1/orders/list"))).containsExactly(world.own.order());
        assertThat(Pages.ids(world.intruder.get("/v1/orders/list?after=0&limit=1000")))
                .containsExactly(world.own.order());
        assertThat(Pages.ids(world.intruder.get("/v1/invoices/list"))).containsExactly(world.own.invoice());
    }

    @ParameterizedTest
    @EnumSource
    void the_status_of_a_source_is_not_found_under_another_type(Kind kind) {
        var shop = SERVER.newMerchant();
        var id = "&source_id=" + kind.create(shop);
        shop.get("/v1/status/source?source_type=" + kind + id).expect(200);
        for (var type : List.of(kind.other().name(), "SUBSCRIPTION")) {
            shop.get("/v1/status/source?source_type=" + type + id).expect(404);
        }
    }

    @Test
    void a_merchant_finds_itself_only() {
        var registered = SERVER.register();
        var shop = SERVER.client(registered.credential());
        long id = registered.merchant().id().value();
        var path = "/v1/merchants/merchant-info?merchant_type=ORGANIZATION&merchant_id=";
        var info = shop.get(path + id).expect(200);
        assertThat(info.id()).isEqualTo(id);
        assertThat(info.text("name")).isEqualTo("Shop");
        assertThat(info.text("type")).isEqualTo("ORGANIZATION");
        for (var other : List.of("0", "-1", "1", "987654321", "99999999999999999999")) {
            assertThat(shop.get(path + other).expect(404).text("detail")).isEqualTo("Merchant not found");
        }
        shop.get("/v1/merchants/merchant-info?merchant_type=MICRO_ORGANIZATION&merchant_id=" + id)
                .expect(404);
    }

    @ParameterizedTest
    @EnumSource
    void numbers_are_looked_up_within_the_merchant(Kind kind) {
        var owner = SERVER.newMerchant();
        var intruder = SERVER.newMerchant();
        var path = kind.path() + "/retrieve/";
        var number = owner.get(path + kind.create(owner)).text(kind.word() + "_number");
        owner.get(path + "number/" + number).expect(200);
        var wrongNumbers =
                List.of(number, number.toLowerCase(Locale.ROOT), "%00", "'", kind.prefix(), "x".repeat(2_000));
        for (var wrong : wrongNumbers) {
            assertThat(intruder.get(path + "number/" + wrong).expect(404).text("detail"))
                    .isEqualTo(kind.noun() + " not found");
        }
    }
}
