package dev.opendollr.prediction;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.pricing.Quote;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Predictions as the API writes them; amounts are strings.
final class PredictionJson {
    private PredictionJson() {}

    record AmountAndFeesJson(
            String payerAmount,
            String payerCurrency,
            String payeeAmount,
            String payeeCurrency,
            String platformFee,
            String platformCurrency,
            Optional<String> fxFee,
            Optional<String> gatewayFee,
            Optional<String> gatewayCurrency) {
        static AmountAndFeesJson of(Quote quote) {
            return new AmountAndFeesJson(
                    amount(quote.payerAmount()),
                    currency(quote.payerAmount()),
                    amount(quote.payeeAmount()),
                    currency(quote.payeeAmount()),
                    amount(quote.platformFee()),
                    currency(quote.platformFee()),
                    quote.fxFee().map(PredictionJson::amount),
                    quote.gatewayFee().map(PredictionJson::amount),
                    quote.gatewayFee().map(PredictionJson::currency));
        }
    }

    record PhoneJson(
            String carrier,
            String country,
            List<String> currencies,
            String phone,
            PaymentMethod paymentMethod,
            Provider gatewayProvider,
            OperationType operationType) {
        static PhoneJson of(String phone, Carrier carrier, OperationType operation) {
            return new PhoneJson(
                    carrier.name(),
                    carrier.method().country(),
                    carrier.method().currencies().stream()
                            .map(CurrencyUnit::getCode)
                            .toList(),
                    phone,
                    carrier.method(),
                    carrier.method().carrier(),
                    operation);
        }
    }

    record CardJson(
            String paymentMethodId,
            String brand,
            Optional<String> country,
            List<String> currencies,
            PaymentMethod paymentMethod,
            Provider gatewayProvider,
            OperationType operationType) {
        static CardJson of(String token, Gateway.Card card, OperationType operation) {
            var method = PaymentMethod.CREDIT_CARD;
            return new CardJson(
                    token,
                    card.brand(),
                    card.country(),
                    method.currencies().stream().map(CurrencyUnit::getCode).toList(),
                    method,
                    method.carrier(),
                    operation);
        }
    }

    private static String amount(Money money) {
        return money.getAmount().toPlainString();
    }

    private static String currency(Money money) {
        return money.getCurrencyUnit().getCode();
    }
}
