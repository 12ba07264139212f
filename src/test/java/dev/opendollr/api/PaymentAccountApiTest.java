package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import dev.opendollr.party.PartyId;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which payment accounts there can be, and what is told of them.
class PaymentAccountApiTest {
    private static final String NUMBER = "231776543210";
    private static final String CARD = "pm_1QxYzUnspeakable";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();
    private final long party = shop.post("/v1/parties/create", """
        {"fullname": "Ma Hawa", "phone": "231771234567"}\
        """).expect(200).id();

    @Test
    void an_account_is_active_and_its_number_is_told_to_nobody() {
        var account = create("COLLECTION", "MTN_MOMO_LBR", "PAWAPAY", NUMBER).expect(200);
        assertThat(account.json().path("is_active").booleanValue()).isTrue();
        assertThat(account.text("account_name")).isEqualTo("Ma Hawa");
        assertThat(account.text("method")).isEqualTo("MTN_MOMO_LBR");
        assertThat(account.text("provider")).isEqualTo("PAWAPAY");
        assertThat(account.text("country_code")).isEqualTo("LR");
        assertThat(account.json().path("party_id").longValue()).isEqualTo(party);
        assertThat(account.text("updated_at")).isEqualTo(account.text("created_at"));
        assertThat(account.body()).doesNotContain(NUMBER);
        var card = create("COLLECTION", "CREDIT_CARD", "STRIPE", CARD).expect(200);
        assertThat(card.body()).doesNotContain(CARD);
        TestLog.assertHoldsNone(SERVER.stranger(), NUMBER, CARD);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "MTN_MOMO_LBR, PAWAPAY, true",
        "MTN_MOMO_LBR, MTN_MOMO_LBR, true",
        "MTN_MOMO_LBR, ORANGE_MONEY_LBR, false",
        "MTN_MOMO_LBR, STRIPE, false",
        "MTN_MOMO_LBR, PLATFORM, false",
        "ORANGE_MONEY_LBR, PAWAPAY, true",
        "ORANGE_MONEY_LBR, ORANGE_MONEY_LBR, true",
        "ORANGE_MONEY_LBR, MTN_MOMO_LBR, false",
        "AIRTEL_RWA, PAWAPAY, true",
        "AIRTEL_RWA, MTN_MOMO_LBR, false",
        "MTN_MOMO_RWA, PAWAPAY, true",
        "ORANGE_MONEY_RWA, PAWAPAY, true",
        "ORANGE_MONEY_RWA, ORANGE_MONEY_LBR, false",
        "CREDIT_CARD, STRIPE, true",
        "CREDIT_CARD, PAWAPAY, false",
        "WALLET, PLATFORM, true",
        "WALLET, STRIPE, false",
    })
    void a_method_goes_with_its_providers_only(String method, String provider, boolean valid) {
        var number = method.equals("CREDIT_CARD") ? CARD : NUMBER;
        var answer = create("COLLECTION", method, provider, number).expect(valid ? 200 : 422);
        if (!valid) {
            assertThat(answer.errors()).containsExactly("body.provider value_error");
        }
    }

    @Test
    void mobile_money_needs_a_phone_as_its_number() {
        var error = "body.insensitive_account_number ";
        assertThat(create("COLLECTION", "MTN_MOMO_LBR", "PAWAPAY", "")
                        .expect(422)
                        .errors())
                .containsExactly(error + "missing");
        for (var wrong : new String[] {"+231771234567", "0771234567", "23177123456x"}) {
            assertThat(create("PAYOUT", "MTN_MOMO_LBR", "PAWAPAY", wrong)
                            .expect(422)
                            .errors())
                    .containsExactly(error + "string_pattern_mismatch");
        }
        assertThat(create("COLLECTION", "MTN_MOMO_LBR", "PAWAPAY", "2317712")
                        .expect(422)
                        .errors())
                .containsExactly(error + "string_too_short");
        assertThat(create("COLLECTION", "MTN_MOMO_LBR", "PAWAPAY", "4".repeat(16))
                        .expect(422)
                        .errors())
                .containsExactly(error + "string_too_long");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "MTN_MOMO_LBR, PAWAPAY, 23155123",
        "MTN_MOMO_LBR, PAWAPAY, 23155123456",
        "MTN_MOMO_LBR, PAWAPAY, 2315512345678",
        "MTN_MOMO_RWA, PAWAPAY, 25078123456",
        "AIRTEL_RWA, PAWAPAY, 2507312345678",
        "MTN_MOMO_LBR, PAWAPAY, 99912345678",
        "WALLET, PLATFORM, 2315512345678",
        "WALLET, PLATFORM, 99912345678",
    })
    void a_number_that_no_phone_of_its_country_has_is_refused(String method, String provider, String number) {
        assertThat(create("COLLECTION", method, provider, number).expect(422).errors())
                .containsExactly("body.insensitive_account_number value_error");
    }

    @Test
    void cards_and_wallets_need_no_number() {
        create("COLLECTION", "CREDIT_CARD", "STRIPE", "").expect(200);
        create("PAYOUT", "WALLET", "PLATFORM", "").expect(200);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"pm_", "pm_ä", "tok_visa", "231771234567", "pm_a b", " pm_a"})
    void the_number_of_a_card_is_its_name_at_the_gateway(String number) {
        assertThat(create("COLLECTION", "CREDIT_CARD", "STRIPE", number)
                        .expect(422)
                        .errors())
                .containsExactly("body.insensitive_account_number string_pattern_mismatch");
    }

    @Test
    void the_name_of_a_card_at_the_gateway_has_255_characters_at_most() {
        create("COLLECTION", "CREDIT_CARD", "STRIPE", "pm_" + "x".repeat(252)).expect(200);
        assertThat(create("COLLECTION", "CREDIT_CARD", "STRIPE", "pm_" + "x".repeat(253))
                        .expect(422)
                        .errors())
                .containsExactly("body.insensitive_account_number string_too_long");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"CREDIT_CARD, STRIPE", "MTN_MOMO_LBR, PAWAPAY", "WALLET, PLATFORM"})
    void the_number_on_a_card_is_refused_for_every_method(String method, String provider) {
        for (var number : new String[] {"4111111111111111", "4111 1111 1111 1111", "pm_4111111111111111"}) {
            assertThat(create("COLLECTION", method, provider, number)
                            .expect(422)
                            .errors())
                    .containsExactly("body.insensitive_account_number value_error");
        }
    }

    @Test
    void cards_cannot_be_paid_out_to() {
        assertThat(create("PAYOUT", "CREDIT_CARD", "STRIPE", "").expect(422).errors())
                .containsExactly("body.method value_error");
        assertThat(create("PAYOUT", "CREDIT_CARD", "PAWAPAY", "x").expect(422).errors())
                .containsExactlyInAnyOrder(
                        "body.provider value_error",
                        "body.method value_error",
                        "body.insensitive_account_number string_pattern_mismatch");
    }

    @Test
    void the_same_key_for_another_operation_is_another_request() {
        var keyed = shop.with("Idempotency-Key", "one");
        create(keyed, "COLLECTION", "WALLET", "PLATFORM", "").expect(200);
        assertThat(create(keyed, "PAYOUT", "WALLET", "PLATFORM", "").expect(422).errors())
                .containsExactly("header.idempotency-key value_error");
    }

    @Test
    void the_schema_holds_the_same_rules() {
        var owner = SERVER.database().asOwner();
        long id = create("COLLECTION", "CREDIT_CARD", "STRIPE", "").id();
        for (var broken : new String[] {
            "operation_type = 'PAYOUT'",
            "method = 'MTN_MOMO_LBR'",
            "insensitive_account_number = '4111111111111111'",
            "insensitive_account_number = 'pm_'",
            "provider = 'PAYPAL'"
        }) {
            assertThatThrownBy(() -> owner.withHandle(
                            handle -> handle.execute("update payment_account set " + broken + " where id = ?", id)))
                    .as(broken)
                    .isInstanceOf(JdbiException.class)
                    .hasMessageContaining("check constraint");
        }
    }

    @Test
    void an_account_is_found_by_its_own_merchant_also_when_it_is_switched_off() {
        var registered = SERVER.register();
        var merchant = registered.merchant().id();
        var client = SERVER.client(registered.credential());
        var owner =
                new PartyId(client.post("/v1/parties/create", """
                    {"fullname": "Ma Hawa", "phone": "231771234567"}\
                    """).expect(200).id());
        var accounts = new PaymentAccounts(InstantSource.system());
        try (var database = new Database(SERVER.database().server(), 1)) {
            var draft = new PaymentAccounts.Draft(
                    OperationType.PAYOUT,
                    "Ma Hawa",
                    Provider.PAWAPAY,
                    PaymentMethod.MTN_MOMO_LBR,
                    owner,
                    Optional.empty(),
                    Optional.of(NUMBER));
            var made = database.everywhere().transact(tx -> accounts.create(tx, merchant, draft));
            SERVER.database()
                    .asOwner()
                    .useHandle(handle -> handle.execute(
                            "update payment_account set is_active = false where id = ?",
                            made.id().value()));
            var found = database.everywhere()
                    .single(handle -> accounts.find(handle, merchant, made.id()))
                    .orElseThrow();
            assertThat(found.isActive()).isFalse();
            assertThat(found.insensitiveAccountNumber()).contains(NUMBER);
            assertThat(found.toString() + draft).contains("***").doesNotContain(NUMBER);
            var other = SERVER.register().merchant().id();
            var foreign = database.everywhere().single(handle -> accounts.find(handle, other, made.id()));
            assertThat(foreign).isEmpty();
        }
    }

    private Answer create(String operationType, String method, String provider, String number) {
        return create(shop, operationType, method, provider, number);
    }

    private Answer create(Client client, String operationType, String method, String provider, String number) {
        var member = number.isEmpty() ? "" : ", \"insensitive_account_number\": \"" + number + "\"";
        return client.post("/v1/payment-accounts/create?operation_type=" + operationType, """
            {"account_name": "Ma Hawa", "provider": "%s", "method": "%s", "party_id": %d, "country_code": "LR"%s}\
            """.formatted(
                        provider, method, party, member));
    }
}
