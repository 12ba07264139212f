package dev.opendollr.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.WebAddress.Plain;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a payer goes from a page, back to the merchant's site.
class ShopAddressTest {
    private static final String NAMED = "source_id=7&source_type=INVOICE&source_number=INV-2026-00042";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        https://shop.example                    | https://shop.example?@
        https://shop.example/                   | https://shop.example/?@
        https://shop.example/thanks             | https://shop.example/thanks?@
        https://shop.example/thanks?            | https://shop.example/thanks?@
        https://shop.example/thanks?a=1         | https://shop.example/thanks?a=1&@
        https://shop.example/thanks?a=1&        | https://shop.example/thanks?a=1&@
        https://shop.example/thanks?a=1#top     | https://shop.example/thanks?a=1&@#top
        https://shop.example/thanks#top         | https://shop.example/thanks?@#top
        https://shop.example/#/thanks?a=1       | https://shop.example/?@#/thanks?a=1
        https://shop.example/?a=b?c             | https://shop.example/?a=b?c&@
        https://shop.example/?a=1#b#c           | https://shop.example/?a=1&@#b#c
        https://shop.example/?source_id=1       | https://shop.example/?source_id=1&@
        https://shop.example/{order}?n={number} | https://shop.example/{order}?n={number}&@
        https://shop.example/a%20b?c=d%26e      | https://shop.example/a%20b?c=d%26e&@
        http://shop.example:8080/thanks         | http://shop.example:8080/thanks?@
        """)
    void the_parameters_come_after_the_query_and_before_the_fragment(String stored, String followed) {
        assertThat(ShopAddress.of(stored, invoice("INV-2026-00042"), Plain.ANYWHERE))
                .contains(new ShopAddress(followed.replace("@", NAMED)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,hello",
                "ftp://shop.example/",
                "//shop.example/",
                "/thanks",
                "shop.example",
                "https://",
                "https://user@shop.example/",
                "https://shop.example/\" onclick=\"x",
                "https://shop.example/a b",
                "https://shop.example/%0d%0aSet-Cookie:%20a=b",
                "https://shop.example/\u202e",
                "",
            })
    void an_address_that_would_not_be_taken_today_is_not_followed(String stored) {
        assertThat(ShopAddress.of(stored, invoice("INV-2026-00042"), Plain.ANYWHERE))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://shop.example/, false",
        "http://localhost:3000/thanks, true",
        "http://127.0.0.1/thanks, true",
        "https://shop.example/, true",
    })
    void live_only_this_machine_is_reached_without_encryption(String stored, boolean isFollowed) {
        assertThat(ShopAddress.of(stored, invoice("INV-2026-00042"), Plain.LOOPBACK)
                        .isPresent())
                .isEqualTo(isFollowed);
    }

    static Source invoice(String number) {
        var at = Instant.parse("2026-11-28T10:00:00Z");
        return new Source(
                new MerchantId(1),
                SourceKind.INVOICE,
                new SourceId(7),
                number,
                Optional.empty(),
                new CounterpartyId(1),
                Money.of(Currencies.USD, 5),
                1,
                "",
                FeeBearer.PAYER,
                true,
                Optional.empty(),
                SourceStatus.PAID,
                3,
                Optional.of(at),
                Optional.empty(),
                at,
                at);
    }
}
