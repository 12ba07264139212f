package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Payments;
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
    /// How many operations name something of a merchant's, how many of these a source in the path or the query, and how
    /// many members of bodies do.
    private static final int NAMING = 47;

    private static final int NAMING_SOURCES = 24;
    private static final int NAMES_IN_BODIES = 18;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    /// Two merchants who have everything there is.
    private static final class World {
        final Sample owned = Sample.of(SERVER);
        final Sample own = Sample.of(SERVER);
        final Client intruder = own.shop();

        /// The same with payments, made now, so that they are in the picture of the database that is taken next.
        World withPayments() {
            var _ = owned.money();
            var _ = own.money();
            return this;
        }
    }

    /// Every operation that names something, tried with the names of another merchant.
    @TestFactory
    Stream<DynamicTest> what_belongs_to_another_is_answered_as_what_never_was() {
        var world = new World().withPayments();
        var foreign = world.own.withIdsOf(world.owned);
        var unknown = world.own.withUnknownIds();
        var before = Rows.digest(SERVER);
        var naming = Operation.originals().stream()
                .filter(operation -> !world.own.path(operation).equals(foreign.path(operation))
                        || !world.own.body(operation).equals(foreign.body(operation)))
                .toList();
        assertThat(naming).hasSize(NAMING);
        return naming.stream()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var refused =
                            world.intruder.send(operation.method(), foreign.path(operation), foreign.body(operation));
                    var missing =
                            world.intruder.send(operation.method(), unknown.path(operation), unknown.body(operation));
                    assertThat(refused.body()).isEqualTo(missing.body());
                    if (foreign.path(operation).equals(world.own.path(operation))) {
                        assertThat(refused.expect(422).errors())
                                .singleElement()
                                .asString()
                                .matches("body\\.[a-z_]+_id value_error");
                    } else {
                        assertThat(refused.expect(404).text("detail")).endsWith(" not found");
                    }
                    assertThat(missing.status()).isEqualTo(refused.status());
                    assertThat(Rows.digest(SERVER)).isEqualTo(before);
                }));
    }

    /// Every member of a body that names something, alone among names of one's own.
    @TestFactory
    Stream<DynamicTest> one_foreign_name_among_own_ones_is_refused_by_its_field() {
        var world = new World().withPayments();
        var foreign = world.own.withIdsOf(world.owned);
        var unknown = world.own.withUnknownIds();
        var before = Rows.digest(SERVER);
        var names = Operation.originals().stream()
                .flatMap(operation -> operation.fields().stream()
                        .map(Operation.Field::dotted)
                        .filter(name -> name.matches("[a-z_]+_id") && !name.equals("client_id"))
                        .filter(name -> !world.own.value(operation, name).equals(foreign.value(operation, name)))
                        .map(name -> new Name(operation, name)))
                .toList();
        assertThat(names).hasSize(NAMES_IN_BODIES);
        return names.stream()
                .map(name -> dynamicTest(name.toString(), () -> {
                    var refused = name.send(world.own, foreign);
                    var missing = name.send(world.own, unknown);
                    assertThat(refused.expect(422).errors()).containsExactly("body." + name.field + " value_error");
                    assertThat(refused.body()).isEqualTo(missing.expect(422).body());
                    assertThat(Rows.digest(SERVER)).isEqualTo(before);
                }));
    }

    private record Name(Operation operation, String field) {
        /// The request of `own` with the field of `other`.
        Answer send(Sample own, Sample other) {
            var body = Sample.body(operation, name -> (name.equals(field) ? other : own).value(operation, name));
            return own.shop().send(operation.method(), own.path(operation), body);
        }

        @Override
        public String toString() {
            return operation + " " + field;
        }
    }

    @Test
    void a_reference_that_another_merchant_has_used_is_free() {
        var world = new World().withPayments();
        var own = world.own.money();
        var taken = world.owned.money().reference(OperationType.COLLECTION);
        var status = "/v1/status/collection/" + taken;
        var theirs = world.owned.shop().get(status).expect(200);
        world.intruder.get(status).expect(404);
        long session = own.session(OperationType.COLLECTION);
        var mine = Payments.collect(world.intruder, session, own.payer(), "USD", taken);
        assertThat(mine.expect(200).text("status")).isEqualTo("COMPLETED");
        assertThat(world.owned.shop().get(status).body()).isEqualTo(theirs.body());
        assertThat(world.intruder.get(status).expect(200).body()).isEqualTo(mine.body());
    }

    @Test
    void the_reference_of_one_operation_is_not_found_under_another() {
        var sample = Sample.of(SERVER);
        for (var operation : OperationType.values()) {
            for (var other : OperationType.values()) {
                var path = "/v1/status/" + other.name().toLowerCase(Locale.ROOT) + "/"
                        + sample.money().reference(operation);
                var answer = sample.shop().get(path);
                if (other == operation) {
                    answer.expect(200);
                } else {
                    assertThat(answer.expect(404).text("detail")).isEqualTo("Execution not found");
                }
            }
        }
    }

    /// Every operation that names a source in its path, tried with a source of the other kind.
    @TestFactory
    Stream<DynamicTest> an_order_is_no_invoice_and_an_invoice_no_order() {
        var world = new World().withPayments();
        var before = Rows.digest(SERVER);
        var swapped = world.own.withKindsSwapped();
        var unknown = world.own.withUnknownIds();
        var naming = Operation.originals().stream()
                .filter(operation -> !swapped.path(operation).equals(world.own.path(operation)))
                .toList();
        assertThat(naming).hasSize(NAMING_SOURCES);
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

    @Test
    void a_session_for_a_source_of_the_other_kind_is_refused_as_one_for_none() {
        var world = new World().withPayments();
        var before = Rows.digest(SERVER);
        for (var kind : Kind.values()) {
            var other = kind == Kind.ORDER
                    ? world.own.money().activeInvoice()
                    : world.own.money().activeOrder();
            var refused = Payments.tryCheckout(world.intruder, kind, other.id());
            assertThat(refused.expect(422).errors()).containsExactly("body.source_id value_error");
            assertThat(Payments.tryCheckout(world.intruder, kind, 987_654_321).body())
                    .isEqualTo(refused.body());
        }
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void a_foreign_item_is_not_found_under_an_own_source(Kind kind) {
        var world = new World();
        long own = (kind == Kind.ORDER ? world.own.order() : world.own.invoice()).id();
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
        assertThat(Pages.ids(world.intruder.get("/v1/orders/list")))
                .containsExactly(world.own.order().id());
        assertThat(Pages.ids(world.intruder.get("/v1/orders/list?after=0&limit=1000")))
                .containsExactly(world.own.order().id());
        assertThat(Pages.ids(world.intruder.get("/v1/invoices/list")))
                .containsExactly(world.own.invoice().id());
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
        var wrongNumbers = List.of(number, number.toLowerCase(Locale.ROOT), "'", kind.prefix(), "x".repeat(2_000));
        for (var wrong : wrongNumbers) {
            assertThat(intruder.get(path + "number/" + wrong).expect(404).text("detail"))
                    .isEqualTo(kind.noun() + " not found");
        }
        assertThat(intruder.get(path + "number/%00").expect(404).text("detail"))
                .as("a path that reaches nobody")
                .isEqualTo("Not Found");
    }
}
