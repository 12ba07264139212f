package dev.opendollr.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.ConfiguredHints;
import dev.opendollr.gateway.RefusalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every code with which the sandbox declines has a kind. A dash stands where such attempts never have the code.
class RefusalKindsTest {
    private static final String KINDS = """
        code                                  | mobile money    | card
        PAYER_LIMIT_REACHED                   | LIMIT           | -
        WALLET_LIMIT_REACHED                  | LIMIT           | -
        INSUFFICIENT_BALANCE                  | BALANCE         | -
        PAYMENT_NOT_APPROVED                  | NOT_APPROVED    | -
        PAYER_NOT_FOUND                       | NO_SUCH_ACCOUNT | -
        RECIPIENT_NOT_FOUND                   | NO_SUCH_ACCOUNT | -
        UNSPECIFIED_FAILURE                   | OTHER           | OTHER
        PROVIDER_TEMPORARILY_UNAVAILABLE      | OPERATOR_AWAY   | OPERATOR_AWAY
        INVALID_PROVIDER                      | OTHER           | -
        NOT_FOUND                             | OTHER           | OTHER
        INVALID_STATE                         | OTHER           | OTHER
        INVALID_CURRENCY                      | OTHER           | OTHER
        AMOUNT_TOO_LARGE                      | OTHER           | OTHER
        canceled                              | GAVE_UP         | GAVE_UP
        generic_decline                       | -               | CARD
        insufficient_funds                    | -               | BALANCE
        lost_card                             | -               | CARD
        stolen_card                           | -               | CARD
        expired_card                          | -               | CARD
        expired_or_canceled_card              | -               | CARD
        incorrect_cvc                         | -               | CARD
        processing_error                      | -               | OPERATOR_AWAY
        fraudulent                            | -               | CARD
        resource_missing                      | -               | OTHER
        payment_intent_authentication_failure | -               | NOT_APPROVED
        """;

    /// A reason is written down where it is made: its code is the first argument.
    private static final Pattern REASON =
            Pattern.compile("\\bFails\\(\\s*\"([A-Za-z_]+)\"|(?<![.])\\bdeclined\\(\\s*\"([A-Za-z_]+)\"");

    private final ConfiguredHints hints = ConfiguredHints.load();

    @Test
    void every_code_means_to_a_payer_what_the_table_says() {
        rows().forEach(row -> {
            check(PaymentMethod.MTN_MOMO_RWA, row[0], row[1]);
            check(PaymentMethod.ORANGE_MONEY_LBR, row[0], row[1]);
            check(PaymentMethod.CREDIT_CARD, row[0], row[2]);
        });
    }

    @Test
    void the_table_has_every_code_of_the_sandbox() throws IOException {
        var written = new TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/java/dev/opendollr/gateway/sandbox"))) {
            for (var file : files.toList()) {
                REASON.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                        .forEach(written::add);
            }
        }
        assertThat(rows().stream().map(row -> row[0])).containsExactlyInAnyOrderElementsOf(written);
    }

    private void check(PaymentMethod method, String code, String kind) {
        if (!kind.equals("-")) {
            assertThat(hints.kind(method, code)).as(method + " " + code).isEqualTo(RefusalKind.valueOf(kind));
        }
    }

    private static List<String[]> rows() {
        return KINDS.lines()
                .skip(1)
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new))
                .toList();
    }
}
