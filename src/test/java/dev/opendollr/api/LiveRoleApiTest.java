package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.Config.Role;
import dev.opendollr.base.http.Contract;
import dev.opendollr.testing.TestServer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A server in the live role has no sandbox.
class LiveRoleApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer(Role.LIVE);

    @TestFactory
    Stream<DynamicTest> no_call_of_the_sandbox_is_there_with_or_without_a_token() {
        var shop = SERVER.newMerchant();
        var sandbox = Contract.load().operations().stream()
                .filter(operation -> operation.path().startsWith("/sandbox"))
                .toList();
        assertThat(sandbox).hasSize(11);
        return sandbox.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    var path = operation
                            .path()
                            .replaceAll("\\{[a-z_]+}", UUID.randomUUID().toString());
                    for (var client : List.of(shop, SERVER.stranger())) {
                        assertThat(client.send(operation.method(), path, "")
                                        .expect(404)
                                        .body())
                                .isEqualTo("{\"detail\":\"Not Found\"}");
                    }
                }));
    }

    @Test
    void the_served_contract_does_not_speak_of_it() {
        var contract = SERVER.stranger().get("/openapi.json").expect(200);
        assertThat(contract.json().path("paths").propertyNames()).hasSizeGreaterThan(50);
        assertThat(contract.body()).doesNotContainIgnoringCase("sandbox");
    }

    @Test
    void its_features_are_those_of_the_sandbox_without_the_sandbox() {
        assertThat(SERVER.server().features())
                .isNotEmpty()
                .noneMatch(feature -> feature.getClass().getName().contains("sandbox"));
    }

    @Test
    void payers_are_sent_over_https_or_to_their_own_machine_only() {
        var shop = SERVER.newMerchant();
        var checkout = """
            {"mode": "DIRECT", "source_kind": "ORDER", "party_phone": "231771234567", "currency": "USD",
             "items": [{"name": "Rice", "amount": 5, "currency": "USD"}], "success_url": "%s"}\
            """;
        for (var right : List.of("https://shop.example.com/ok", "http://localhost:3000/ok", "http://127.0.0.1/ok")) {
            shop.post("/v1/checkouts/create", checkout.formatted(right)).expect(200);
        }
        assertThat(shop.post("/v1/checkouts/create", checkout.formatted("http://shop.example.com/ok"))
                        .expect(422)
                        .errors())
                .containsExactly("body.success_url value_error");
    }

    @Test
    void nobody_has_demo_money_in_it() {
        assertThat(SERVER.server().demo()).isEmpty();
        var merchantsAndMoney = SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery("""
                    select (select count(*) from merchant where name like 'Demo%') + (select count(*) from posting)
                    """).mapTo(Long.class).one());
        assertThat(merchantsAndMoney).isZero();
    }
}
