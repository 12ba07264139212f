package dev.opendollr.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Hint.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/// What comes with the program is told of the methods of both countries, and of codes of both gateways.
class HintsTest {
    private static final Set<String> LANGUAGES = Set.of("en", "fr", "rw", "sw");
    private static final ConfiguredHints HINTS = ConfiguredHints.load();
    private static final String FILE = """
        methods:
          AIRTEL_RWA:
            name: Airtel Money
            prompt_name: Somebody
            illustrative: true
            channels:
              - dial_code: '*1#'
                steps: {en: [Dial]}
        refusals:
          PAWAPAY: {CODE: LIMIT}
        """;

    static Stream<Hint> hints() {
        return Arrays.stream(PaymentMethod.values()).flatMap(method -> HINTS.of(method).stream());
    }

    /// Orange has no network in Rwanda.
    @Test
    void every_operator_of_both_countries_has_a_hint() {
        assertThat(hints().map(Hint::method))
                .containsExactly(
                        PaymentMethod.MTN_MOMO_LBR,
                        PaymentMethod.ORANGE_MONEY_LBR,
                        PaymentMethod.AIRTEL_RWA,
                        PaymentMethod.MTN_MOMO_RWA);
    }

    @ParameterizedTest
    @CsvSource({
        "MTN_MOMO_RWA, MTN MoMo, pawaPay, *182*7*1#, tel:*182*7*1%23, false",
        "AIRTEL_RWA, Airtel Money, pawaPay RW, *182*5*6*1#, tel:*182*5*6*1%23, false",
        "MTN_MOMO_LBR, MTN Mobile Money, OpenDollr, *156#, tel:*156%23, true",
        "ORANGE_MONEY_LBR, Orange Money, OpenDollr, *144#, tel:*144%23, true",
    })
    void a_payer_is_told_who_asks_and_what_to_dial(
            PaymentMethod method, String name, String promptName, String code, String address, boolean illustrative) {
        var hint = HINTS.of(method).orElseThrow();
        assertThat(List.of(hint.name(), hint.promptName())).containsExactly(name, promptName);
        assertThat(hint.isIllustrative()).isEqualTo(illustrative);
        assertThat(hint.channels()).hasSize(1);
        assertThat(hint.channels().getFirst().dialCode()).isEqualTo(code);
        assertThat(hint.channels().getFirst().dialAddress()).isEqualTo(address);
    }

    /// The code to dial goes as far on the way as one code can, so the first step begins it.
    @ParameterizedTest
    @MethodSource("hints")
    void its_steps_are_the_same_in_all_languages_and_begin_with_its_code(Hint hint) {
        for (var channel : hint.channels()) {
            assertThat(channel.steps().keySet()).isEqualTo(LANGUAGES);
            int count = channel.steps("en").size();
            for (var language : LANGUAGES) {
                assertThat(channel.steps(language))
                        .as(language)
                        .hasSize(count)
                        .doesNotHaveDuplicates()
                        .allMatch(step -> !step.isBlank());
                var dialed = channel.steps(language).getFirst().replaceFirst(".*?(\\*[0-9*]+)#", "$1");
                assertThat(channel.dialCode()).as(language).startsWith(dialed);
            }
        }
    }

    @Test
    void what_a_gateway_repeats_is_told_once() {
        var first = new Channel("*182*7*1#", Map.of("en", List.of("Dial")));
        var same = new Channel("*182*7*1#", Map.of("en", List.of("Dial")));
        var other = new Channel("*182#", Map.of("en", List.of("Dial")));
        var hint =
                new Hint(PaymentMethod.MTN_MOMO_RWA, "MTN MoMo", "pawaPay", List.of(first, same, other, same), false);
        assertThat(hint.channels()).containsExactly(first, other);
    }

    @Test
    void steps_in_a_language_that_nobody_has_translated_are_english() {
        var channel = new Channel("*1#", Map.of("en", List.of("Dial"), "fr", List.of("Composez")));
        assertThat(channel.steps("fr")).containsExactly("Composez");
        assertThat(channel.steps("sw")).containsExactly("Dial");
        assertThatThrownBy(() -> new Channel("*1#", Map.of("fr", List.of("Composez"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*1#\n", "*1#;x", "javascript:alert(1)", "+250783456789"})
    void only_what_a_phone_dials_is_a_code(String code) {
        assertThatThrownBy(() -> new Channel(code, Map.of("en", List.of("Dial"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "MTN_MOMO_RWA, PAYER_LIMIT_REACHED, LIMIT",
        "AIRTEL_RWA, AMOUNT_OUT_OF_BOUNDS, LIMIT",
        "MTN_MOMO_LBR, INSUFFICIENT_BALANCE, BALANCE",
        "ORANGE_MONEY_LBR, PAYMENT_NOT_APPROVED, NOT_APPROVED",
        "ORANGE_MONEY_RWA, PAYER_NOT_FOUND, NO_SUCH_ACCOUNT",
        "MTN_MOMO_RWA, INVALID_PHONE_NUMBER, NO_SUCH_ACCOUNT",
        "MTN_MOMO_RWA, PROVIDER_TEMPORARILY_UNAVAILABLE, OPERATOR_AWAY",
        "MTN_MOMO_RWA, MANUALLY_CANCELLED, OTHER",
        "MTN_MOMO_RWA, UNSPECIFIED_FAILURE, OTHER",
        "CREDIT_CARD, insufficient_funds, BALANCE",
        "CREDIT_CARD, withdrawal_count_limit_exceeded, LIMIT",
        "CREDIT_CARD, authentication_required, NOT_APPROVED",
        "CREDIT_CARD, issuer_not_available, OPERATOR_AWAY",
        "CREDIT_CARD, try_again_later, OPERATOR_AWAY",
        "CREDIT_CARD, do_not_honor, CARD",
        "CREDIT_CARD, stolen_card, CARD",
        "CREDIT_CARD, canceled, GAVE_UP",
        // Another gateway's word, a word that nobody knows, and none.
        "CREDIT_CARD, INSUFFICIENT_BALANCE, OTHER",
        "MTN_MOMO_RWA, insufficient_funds, OTHER",
        "MTN_MOMO_RWA, insufficient_balance, OTHER",
        "MTN_MOMO_RWA, '', OTHER",
        "WALLET, INSUFFICIENT_BALANCE, OTHER",
    })
    void a_code_means_what_its_gateway_means_by_it(PaymentMethod method, String code, RefusalKind kind) {
        assertThat(HINTS.kind(method, code)).isEqualTo(kind);
    }

    @Test
    void the_file_alone_knows_no_outage_no_card_and_no_bank() {
        assertThat(HINTS.outOfOrder(new MerchantId(1))).isEmpty();
        assertThat(HINTS.isAvailable(new MerchantId(1), PaymentMethod.CREDIT_CARD))
                .isTrue();
        assertThat(HINTS.cards()).isEmpty();
        assertThat(HINTS.challenge("pi_1_secret_2", "/pay/x")).isEmpty();
    }

    @Test
    void a_file_with_a_slip_is_refused() {
        assertThat(ConfiguredHints.read(FILE).kind(PaymentMethod.AIRTEL_RWA, "CODE"))
                .isEqualTo(RefusalKind.LIMIT);
        for (var slip : List.of(
                FILE.replace("prompt_name", "promt_name"),
                FILE.replace("    illustrative: true\n", ""),
                FILE.replace("AIRTEL_RWA", "AIRTEL_RWANDA"),
                FILE.replace("LIMIT", "LIMITS"),
                FILE.replace("PAWAPAY", "PAWAPAYS"),
                FILE.replace("'*1#'", "'1#x'"),
                FILE.replace("refusals:", "refusal:"))) {
            assertThat(slip).isNotEqualTo(FILE);
            assertThatThrownBy(() -> ConfiguredHints.read(slip)).as(slip).isInstanceOf(JacksonException.class);
        }
    }
}
