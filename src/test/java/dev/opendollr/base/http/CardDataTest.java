package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which members of a request hold card data, whatever is in them.
class CardDataTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cvv",
                "CVC",
                "cvv2",
                "CVV-2",
                "cvc2",
                "c.v.c.2",
                "csc",
                "CSC",
                "card_cvv",
                "cardNumber",
                "card-number",
                "cardnumber",
                "Card Number",
                "CARD_NUMBER",
                "pan",
                "PAN",
                "card.pan",
                "primaryAccountNumber",
                "security_code",
                "securityCode",
                "card_security_code",
                "track2",
                "Track_2",
                "track1Data",
                "pin",
                "PIN",
                "pin_block",
                "ccNumber",
                "cc-num",
                "credit_card_number",
                "\uFF43\uFF56\uFF56",
                "cvv ",
                "_cvv_",
                "cardVerificationValue"
            })
    void names_are_compared_without_case_and_punctuation(String name) {
        assertThat(refused(JSON.createObjectNode().put(name, 1))).containsExactly(List.of("body", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "no", "code", "cvv", "pin", "securityCode"})
    void a_name_goes_on_from_the_object_around(String name) {
        var card = JSON.createObjectNode();
        card.putObject("Card").put(name, "x");
        assertThat(refused(card)).containsExactly(List.of("body", "Card", name));
        var cards = JSON.createObjectNode();
        cards.putArray("card").addObject().put(name, "x");
        assertThat(refused(cards)).containsExactly(List.of("body", "card", 0, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number",
                "code",
                "spin",
                "pan_cake",
                "company",
                "opinion",
                "track",
                "insensitive_account_number",
                "account_number",
                "pins",
                "order_number",
                "card_id",
                "payment_method_id"
            })
    void other_names_are_let_through(String name) {
        assertThat(refused(JSON.createObjectNode().put(name, "x"))).isEmpty();
    }

    @Test
    void no_name_of_the_contract_is_refused() {
        var names = Pattern.compile("(?m)^ +([a-z_0-9]+):").matcher(Contract.yaml());
        var members = names.results().map(found -> found.group(1)).distinct().toList();
        assertThat(members).hasSizeGreaterThan(150).contains("insensitive_account_number", "passcode", "code");
        assertThat(members)
                .allSatisfy(name -> assertThat(refused(JSON.createObjectNode().put(name, "x")))
                        .isEmpty());
        var passcode = JSON.createObjectNode();
        passcode.putObject("passcode").putObject("token").put("code", "1234").put("phone", "231770000001");
        assertThat(refused(passcode)).isEmpty();
    }

    private static List<List<Object>> refused(JsonNode body) {
        List<Violation> violations = new ArrayList<>();
        CardData.refuse(body, List.of("body"), violations::add);
        return violations.stream().map(Violation::location).toList();
    }
}
