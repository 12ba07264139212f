package dev.opendollr.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Rounding;
import dev.opendollr.pricing.Quotes.Request;
import dev.opendollr.pricing.Quotes.Result;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundingTest {
    private static final Charge FREE = new Charge(BigDecimal.ZERO, Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "10.389999999999999, USD 10.39",
        "0.005, USD 0.01",
        "0.00499999999999, USD 0.00",
        "0.0009, USD 0.00",
        "0.5, RWF 1",
        "0.49, RWF 0",
        "0.05, RWF 0",
        "14.5, RWF 15",
        "1e3, LRD 1000.00",
        "0, LRD 0.00"
    })
    void half_a_unit_is_a_unit(String number, String money) {
        var expected = Money.parse(money);
        assertThat(Rounding.halfUp(new BigDecimal(number), expected.getCurrencyUnit()))
                .isEqualTo(expected);
    }

    @Test
    void a_number_with_a_billion_decimals_costs_nothing() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(Rounding.halfUp(new BigDecimal("9.9e-999999999"), CurrencyUnit.USD))
                        .isEqualTo(Money.zero(CurrencyUnit.USD)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "100.000001", "1e9", "0.0000001"})
    void a_percentage_is_bounded(String number) {
        assertThatThrownBy(() -> new Charge(new BigDecimal(number), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Prices(FREE, new BigDecimal(number), Optional.empty(), Map.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000001", "1e-21"})
    void a_rate_is_bounded(String number) {
        var rates = Map.of(CurrencyUnit.USD, new BigDecimal(number));
        assertThatThrownBy(() -> new Prices(FREE, BigDecimal.ZERO, Optional.empty(), rates, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_amount_never_passes_the_largest_there_is() {
        var max = Money.parse("USD 999999999999.99");
        assertThat(quote(max, CurrencyUnit.USD, FREE)).isInstanceOf(Result.Priced.class);
        assertThat(quote(max.plusMinor(1), CurrencyUnit.USD, FREE)).isEqualTo(new Result.TooLarge());
        assertThat(quote(max, Currencies.RWF, FREE)).isEqualTo(new Result.TooLarge());
        var percent = new Charge(BigDecimal.ONE, Optional.empty());
        assertThat(quote(max, CurrencyUnit.USD, percent)).isEqualTo(new Result.TooLarge());
    }

    private static Result quote(Money base, CurrencyUnit payer, Charge platform) {
        var rates = Map.of(CurrencyUnit.USD, new BigDecimal("1450"));
        var request = new Request(base, payer, PaymentMethod.WALLET, OperationType.TRANSFER, FeeBearer.PAYER);
        return new Prices(platform, BigDecimal.ZERO, Optional.empty(), rates, Optional.empty()).quote(request);
    }
}
