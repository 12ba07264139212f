package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.checkout.CheckoutMode;
import dev.opendollr.checkout.Checkouts;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.execution.Payments.Ask;
import dev.opendollr.execution.Payments.Result;
import dev.opendollr.execution.Prompts;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.party.Parties;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.pricing.PriceFiles;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.HistoryEntry.EventType;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.testing.Listed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a payer begins on a page, and what is left when nothing was begun.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayerBeginningsDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw-1");
    private static final Outcome SETTLED = new Outcome.Settled("gw-1");
    private static final Outcome DECLINED = new Outcome.Declined("PAYER_LIMIT_REACHED", "No");
    private static final Prompts.Limits MANY = new Prompts.Limits(10_000, 10_000, true);
    private static final PaymentMethod MOMO = PaymentMethod.MTN_MOMO_LBR;
    private static final PaymentMethod CARD = PaymentMethod.CREDIT_CARD;
    private static final CurrencyUnit USD = CurrencyUnit.USD;
    private static final CurrencyUnit LRD = CurrencyUnit.of("LRD");
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ATTEMPTS_MAX = 10;
    private static final int DECLINED_CARDS_MAX = 5;
    private static final SourceId NO_SOURCE = new SourceId(999_999);

    /// Whatever a beginning writes.
    private static final List<String> WRITTEN = List.of(
            "party",
            "counterparty",
            "payment_account",
            "session",
            "execution",
            "execution_event",
            "source_event",
            "posting",
            "feed",
            "prompt");

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final OneShop shop = new OneShop(gateway, clock, 4);
    private final Trader trader = shop.trader();
    private final Payer payer = new Payer(shop, clock, MANY);

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @Test
    void what_a_payer_begins_is_a_payment_like_any_other_and_histories_say_who_began_it() {
        gateway.says(SETTLED);
        var order = shop.order(Payer.DOLLARS);
        var ask = payer.ask(order);
        var execution = payer.begins(ask);
        assertThat(execution.status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(execution.quote().payerAmount()).isEqualTo(ask.shown());
        assertThat(execution.request().sessionId()).isPresent();
        assertThat(shop.status(order)).isEqualTo(SourceStatus.PAID);
        assertThat(history(order))
                .extracting(HistoryEntry::type, HistoryEntry::actor, HistoryEntry::requestId)
                .endsWith(tuple(EventType.PAYMENT_STARTED, "payer", "page"), tuple(EventType.PAID, "payer", "page"));
        assertThat(gateway.requested()).last().satisfies(attempt -> {
            assertThat(attempt.account()).contains(Payer.PHONE);
            assertThat(attempt.amount()).isEqualTo(ask.shown());
        });
    }

    @Test
    void a_form_that_is_sent_again_shows_what_it_has_begun_whatever_has_happened_since() {
        gateway.says(DECLINED);
        var order = shop.order(Payer.DOLLARS);
        var ask = payer.ask(order);
        var begun = payer.begins(ask);
        int asked = gateway.requested().size();
        var _ = shop.sources().cancel(trader.caller(), SourceKind.ORDER, order, Optional.empty());
        var changed = new Ask(
                ask.caller(),
                ask.kind(),
                order,
                ask.reference(),
                7,
                PaymentMethod.ORANGE_MONEY_LBR,
                ask.shown().plus(CENT),
                "231779999999");
        unverified(() -> {
            assertThat(payer.begins(ask).id()).isEqualTo(begun.id());
            assertThat(payer.begins(changed).id()).isEqualTo(begun.id());
        });
        assertThat(gateway.requested()).hasSize(asked);
    }

    @Test
    void a_reference_that_belongs_to_another_payment_begins_nothing() {
        gateway.says(DECLINED);
        var begun = payer.begins(shop.order(Payer.DOLLARS));
        var ask = payer.ask(shop.order(Payer.DOLLARS));
        var taken = new Ask(
                ask.caller(),
                ask.kind(),
                ask.source(),
                begun.request().referenceId(),
                0,
                ask.method(),
                ask.shown(),
                ask.account());
        assertThat(Payer.word(payer.pays(taken))).isEqualTo("ReferenceOfOther");
    }

    Stream<Arguments> refused() {
        return Stream.of(
                refusal("NoSuchSource", () -> payer.ask(NO_SOURCE)),
                refusal("NoSuchSource", () -> by(shop.order(Payer.DOLLARS), payer.ask(shop.order(Payer.DOLLARS)))),
                refusal("NoSuchSource", () -> asInvoice(payer.ask(shop.order(Payer.DOLLARS)))),
                refusal("NotAsPaymentLink", () -> payer.ask(shop.order(Payer.DOLLARS, trader.customer(), false))),
                refusal("NotPublished", () -> payer.ask(shop.draft(Payer.DOLLARS, trader.customer(), true))),
                refusal("CanceledAndFinal", () -> payer.ask(canceled())),
                refusal("PaymentInFlight", () -> payer.ask(tried(ACCEPTED, MOMO, 1))),
                refusal("PaidAndFinal", () -> payer.ask(tried(SETTLED, MOMO, 1))),
                refusal("TimeToPayIsOver", () -> payer.ask(overdue())),
                refusal("AttemptedSince", this::ofAnOldTab),
                refusal("NotCollectedFrom", () -> by(PaymentMethod.WALLET, price(MOMO))),
                refusal("NoRate", () -> by(MOMO, Money.of(CurrencyUnit.EUR, 5))),
                refusal("PriceChanged", () -> by(MOMO, price(MOMO).plus(CENT))),
                refusal("PriceChanged", () -> by(MOMO, price(MOMO).minus(CENT))),
                refusal("PriceChanged", () -> by(MOMO, Money.zero(USD))),
                refusal("LINK", () -> payer.ask(tried(DECLINED, MOMO, ATTEMPTS_MAX))),
                refusal("LINK", () -> payer.ask(tried(DECLINED, MOMO, ATTEMPTS_MAX), CARD, Payer.CARD)),
                refusal("CARDS", () -> payer.ask(tried(DECLINED, CARD, DECLINED_CARDS_MAX), CARD, Payer.CARD)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_is_refused_stores_nothing_and_asks_no_gateway(String why, Supplier<Ask> ask) {
        var refused = ask.get();
        checkRefused(why, refused);
    }

    @Test
    void a_merchant_that_is_not_verified_collects_nothing_by_links() {
        var ask = payer.ask(shop.order(Payer.DOLLARS));
        unverified(() -> checkRefused("NotVerified", ask));
        gateway.says(SETTLED);
        assertThat(payer.begins(ask).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_refused_payer_whom_the_merchant_does_not_know_leaves_no_party() {
        var order = shop.order(Payer.DOLLARS, shop.nobody(), true);
        checkRefused(
                "PriceChanged",
                payer.ask(order, MOMO, "231771234556", price(MOMO).plus(CENT)));
        checkRefused(
                "PriceChanged", payer.ask(order, CARD, Payer.CARD, price(CARD).plus(CENT)));
    }

    @Test
    void a_price_that_changed_since_it_was_shown_is_told_and_never_charged() {
        gateway.says(SETTLED);
        var order = shop.order(Payer.DOLLARS);
        var before = payer.ask(order, MOMO, Payer.PHONE, payer.price(MOMO, LRD));
        dollarCosts("150");
        var cheaper = changed(payer.pays(before));
        assertThat(cheaper).isLessThan(before.shown());
        dollarCosts("250");
        var dearer = changed(payer.pays(before));
        assertThat(dearer).isGreaterThan(before.shown());
        assertThat(shop.status(order)).isEqualTo(SourceStatus.ACTIVE);
        var execution = payer.begins(payer.ask(order, MOMO, Payer.PHONE, dearer));
        assertThat(execution.quote().payerAmount()).isEqualTo(dearer);
    }

    @Test
    void an_account_is_used_again_by_the_same_payer_with_the_same_method_and_number() {
        gateway.says(SETTLED);
        var first = account(payer.ask(shop.order(Payer.DOLLARS)));
        assertThat(account(payer.ask(shop.order(Payer.DOLLARS)))).isEqualTo(first);
        var others = List.of(
                account(payer.ask(shop.order(Payer.DOLLARS), PaymentMethod.ORANGE_MONEY_LBR, Payer.PHONE)),
                account(payer.ask(shop.order(Payer.DOLLARS), MOMO, "231771234557")),
                account(payer.ask(shop.order(Payer.DOLLARS, shop.nobody(), true))),
                account(payer.ask(shop.order(Payer.DOLLARS), CARD, Payer.CARD)));
        assertThat(others).doesNotHaveDuplicates().doesNotContain(first);
        assertThat(account(payer.ask(shop.order(Payer.DOLLARS), CARD, Payer.CARD)))
                .isEqualTo(others.getLast());
    }

    private static Arguments refusal(String why, Supplier<Ask> ask) {
        return arguments(why, ask);
    }

    private void checkRefused(String why, Ask ask) {
        var before = written();
        int asked = gateway.requested().size();
        assertThat(Payer.word(payer.pays(ask))).isEqualTo(why);
        assertThat(written()).isEqualTo(before);
        assertThat(gateway.requested()).hasSize(asked);
    }

    /// The rows of each table, and the sum of all versions of sources and counterparties that have a party.
    private Map<String, Long> written() {
        return shop.owner().withHandle(handle -> {
            Map<String, Long> rows = new LinkedHashMap<>();
            for (var table : WRITTEN) {
                rows.put(
                        table,
                        handle.select("select count(*) from " + table)
                                .mapTo(Long.class)
                                .one());
            }
            rows.put(
                    "versions",
                    handle.select("select sum(version) from source")
                            .mapTo(Long.class)
                            .one());
            rows.put(
                    "attached",
                    handle.select("select count(party_id) from counterparty")
                            .mapTo(Long.class)
                            .one());
            return rows;
        });
    }

    /// With the link of `own`, which is another.
    private Ask by(SourceId own, Ask ask) {
        return new Ask(
                payer.link(own),
                ask.kind(),
                ask.source(),
                ask.reference(),
                ask.attempts(),
                ask.method(),
                ask.shown(),
                ask.account());
    }

    private Ask by(PaymentMethod method, Money shown) {
        return payer.ask(shop.order(Payer.DOLLARS), method, Payer.PHONE, shown);
    }

    private static Ask asInvoice(Ask ask) {
        return new Ask(
                ask.caller(),
                SourceKind.INVOICE,
                ask.source(),
                ask.reference(),
                ask.attempts(),
                ask.method(),
                ask.shown(),
                ask.account());
    }

    /// Two forms are made, and the other one is sent.
    private Ask ofAnOldTab() {
        gateway.says(DECLINED);
        var order = shop.order(Payer.DOLLARS);
        var old = payer.ask(order);
        var _ = payer.begins(order);
        return old;
    }

    private SourceId canceled() {
        var order = shop.order(Payer.DOLLARS);
        var _ = shop.sources().cancel(trader.caller(), SourceKind.ORDER, order, Optional.empty());
        return order;
    }

    /// An order that was tried so often with this outcome, once a minute.
    private SourceId tried(Outcome outcome, PaymentMethod method, int times) {
        gateway.says(outcome);
        var order = shop.order(Payer.DOLLARS);
        var account = method == CARD ? Payer.CARD : Payer.PHONE;
        for (int time = 0; time < times; time++) {
            var _ = payer.begins(payer.ask(order, method, account));
            clock.advance(MINUTE);
        }
        return order;
    }

    private SourceId overdue() {
        var draft = new Checkouts.Draft(
                CheckoutMode.HOSTED,
                SourceKind.ORDER,
                new Parties.Draft("Ma Hawa", Payer.PHONE, Optional.empty(), Optional.empty()),
                Optional.empty(),
                RelationshipType.CUSTOMER,
                USD,
                List.of(new Checkouts.Item("Rice", new BigDecimal(Payer.DOLLARS))),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(clock.instant().plus(MINUTE)));
        var order = shop.database()
                .of(trader.id())
                .transact(tx -> shop.doors().checkouts().create(tx, trader.caller(), draft))
                .source()
                .id();
        clock.advance(MINUTE);
        return order;
    }

    private void unverified(Runnable work) {
        shop.doors().merchants().unverify(trader.id());
        try {
            work.run();
        } finally {
            shop.doors().merchants().verify(trader.id());
        }
    }

    private Money price(PaymentMethod method) {
        return payer.price(method, USD);
    }

    private static Money changed(Result result) {
        assertThat(result).isInstanceOf(Result.PriceChanged.class);
        return ((Result.PriceChanged) result).quote().payerAmount();
    }

    private void dollarCosts(String dollars) {
        var line = "USD,LRD," + dollars + ",test," + clock.instant() + ",";
        var imported =
                shop.doors().priceFiles().importRates(String.join(",", PriceFiles.RATE_COLUMNS) + "\n" + line + "\n");
        assertThat(imported.complaints()).isEmpty();
    }

    private Object account(Ask ask) {
        return payer.begins(ask).request().paymentAccountId().orElseThrow();
    }

    private List<HistoryEntry> history(SourceId order) {
        return Listed.rows(0, 100, listing -> shop.sources().history(trader.id(), SourceKind.ORDER, order, listing));
    }
}
