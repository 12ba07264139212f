package dev.opendollr.sim;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.token.Hashes;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.Payments;
import dev.opendollr.execution.Payments.Ask;
import dev.opendollr.execution.Payments.Result;
import dev.opendollr.execution.Prompts;
import dev.opendollr.prediction.Foresight;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceReason;
import dev.opendollr.source.SourceType;
import dev.opendollr.testing.TestServer;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Someone with a link to an order of a shop. Orders of five dollars are what this payer buys.
final class Payer {
    static final String DOLLARS = "5";
    static final String PHONE = "231771234555";
    static final String CARD = "pm_card_visa";

    private final OneShop shop;
    private final Payments payments;
    private final SourceId example;

    Payer(OneShop shop, InstantSource realTime, Prompts.Limits limits) {
        this.shop = shop;
        var hashes = new Hashes(new TokenKeys(TestServer.KEY, List.of()), Purpose.PROMPT);
        payments = shop.doors().payments(new Prompts(shop.database(), hashes, realTime, limits));
        example = shop.order(DOLLARS);
    }

    /// An order that nobody pays.
    SourceId example() {
        return example;
    }

    /// What a form asks for that is made now.
    Ask ask(SourceId order) {
        return ask(order, PaymentMethod.MTN_MOMO_LBR, PHONE);
    }

    Ask ask(SourceId order, PaymentMethod method, String account) {
        return ask(order, method, account, price(method, CurrencyUnit.USD));
    }

    Ask ask(SourceId order, PaymentMethod method, String account, Money shown) {
        return new Ask(
                link(order), SourceKind.ORDER, order, UUID.randomUUID(), attempts(order), method, shown, account);
    }

    Caller.ByLink link(SourceId order) {
        return new Caller.ByLink(shop.trader().id(), order, "page");
    }

    /// What an order of five dollars costs now.
    Money price(PaymentMethod method, CurrencyUnit currency) {
        return Foresight.of(
                        shop.doors().predictions(), shop.trader().caller(), SourceType.ORDER, example, currency, method)
                .payerAmount();
    }

    /// The attempts that a form would count now.
    int attempts(SourceId order) {
        return shop.owner()
                .withHandle(handle -> handle.createQuery("""
                    select count(*)
                      from execution
                     where merchant_id = :merchant and source_id = :source and operation_type = 'COLLECTION'
                    """)
                        .bind("merchant", shop.trader().id().value())
                        .bind("source", order.value())
                        .mapTo(Integer.class)
                        .one());
    }

    Result pays(Ask ask) {
        return payments.pay(ask);
    }

    Result pays(SourceId order) {
        return pays(ask(order));
    }

    /// What is begun. Fails when it is not.
    Execution begins(Ask ask) {
        return switch (pays(ask)) {
            case Result.Begun(var execution) -> execution;
            case Result.PriceChanged _, Result.Refused _, Result.TooMany _ ->
                throw new AssertionError("not begun: " + ask);
        };
    }

    Execution begins(SourceId order) {
        return begins(ask(order));
    }

    /// A result in one word: what it is, or why it was refused.
    static String word(Result result) {
        return switch (result) {
            case Result.Begun _ -> "Begun";
            case Result.PriceChanged _ -> "PriceChanged";
            case Result.Refused(SourceReason.NotNow(var _, var _, var why)) -> name(why);
            case Result.Refused(var why) -> name(why);
            case Result.TooMany(var limit, var _) -> limit.name();
        };
    }

    private static String name(Object why) {
        return why.getClass().getSimpleName();
    }
}
