package dev.opendollr.sim;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.execution.Payments.Ask;
import dev.opendollr.execution.Prompts;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.Parties;
import dev.opendollr.party.Party;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.testing.Race;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Payers whom the merchant has not named. What they type says where money comes from, never who they are.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayerNewcomersDbTest {
    private static final Outcome SETTLED = new Outcome.Settled("gw-1");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final Prompts.Limits MANY = new Prompts.Limits(10_000, 10_000, true);
    private static final PaymentMethod MOMO = PaymentMethod.MTN_MOMO_LBR;
    private static final int ROUNDS = 25;
    private static final int RIVALS = 4;
    private static final int CONNECTIONS = 8;

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final InstantSource clock = () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
    private final OneShop shop = new OneShop(gateway, clock, CONNECTIONS);
    private final Trader trader = shop.trader();
    private final Payer payer = new Payer(shop, clock, MANY);

    @AfterAll
    void the_books_are_right_and_nobody_met_in_a_deadlock() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({"MTN_MOMO_LBR, 231771234558", "CREDIT_CARD, pm_card_visa"})
    void a_newcomer_is_named_after_what_is_paid_and_has_no_phone(PaymentMethod method, String account) {
        gateway.says(DECLINED);
        var nobody = shop.nobody();
        var order = shop.order(Payer.DOLLARS, nobody, true);
        var _ = payer.begins(payer.ask(order, method, account));
        var party = shop.party(nobody);
        assertThat(party.fullname()).isEqualTo("Payer of " + number(order));
        assertThat(party.phone()).isEmpty();
        assertThat(party.email()).isEmpty();
        assertThat(gateway.requested())
                .last()
                .satisfies(attempt -> assertThat(attempt.account()).contains(account));
    }

    @Test
    void a_newcomer_stays_the_same_whatever_is_typed_next() {
        gateway.says(DECLINED);
        var nobody = shop.nobody();
        var order = shop.order(Payer.DOLLARS, nobody, true);
        var _ = payer.begins(payer.ask(order, MOMO, "231771234558"));
        var party = shop.party(nobody);
        var _ = payer.begins(payer.ask(order, MOMO, "231771234559"));
        var _ = payer.begins(payer.ask(order, PaymentMethod.CREDIT_CARD, Payer.CARD));
        assertThat(shop.party(nobody)).isEqualTo(party);
    }

    @Test
    void two_newcomers_with_one_phone_are_two() {
        gateway.says(DECLINED);
        var parties = Stream.of(shop.nobody(), shop.nobody())
                .map(nobody -> {
                    var _ = payer.begins(payer.ask(shop.order(Payer.DOLLARS, nobody, true), MOMO, "231771234557"));
                    return shop.party(nobody).id();
                })
                .toList();
        assertThat(parties).doesNotHaveDuplicates();
    }

    @Test
    void who_types_the_phone_of_someone_known_is_not_that_person() {
        gateway.says(SETTLED);
        var known = party("231771234556");
        var nobody = shop.nobody();
        var _ = payer.begins(payer.ask(shop.order(Payer.DOLLARS, nobody, true), MOMO, "231771234556"));
        assertThat(shop.party(nobody).id()).isNotEqualTo(known.id());
        assertThat(shop.party(nobody).email()).isEmpty();
        assertThat(counterpartiesOf(known)).isZero();
    }

    @Test
    void who_types_the_phone_of_a_merchant_receives_nothing_for_it() {
        gateway.says(SETTLED);
        var phone = shop.doors()
                .merchants()
                .retrieve(shop.otherTrader().id())
                .phone()
                .orElseThrow();
        var nobody = shop.nobody();
        var _ = payer.begins(payer.ask(shop.order(Payer.DOLLARS, nobody, true), MOMO, phone));
        assertThat(shop.transfer(nobody, "1").status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"MTN_MOMO_LBR, 231771234558", "CREDIT_CARD, pm_card_visa"})
    void one_form_sent_many_times_at_once_makes_one_party(PaymentMethod method, String account) {
        gateway.says(DECLINED);
        for (int round = 0; round < ROUNDS; round++) {
            var ask = payer.ask(shop.order(Payer.DOLLARS, shop.nobody(), true), method, account);
            long before = parties();
            var begun = Race.allAnswer(nCopies(RIVALS, (Callable<Execution>) () -> payer.begins(ask)));
            assertThat(begun)
                    .extracting(Execution::id)
                    .containsOnly(begun.getFirst().id());
            assertThat(parties() - before).isOne();
        }
    }

    @Test
    void a_newcomer_who_pays_two_orders_at_once_is_one_party() {
        gateway.says(SETTLED);
        for (int round = 0; round < ROUNDS; round++) {
            var nobody = shop.nobody();
            var asks = List.of(order(nobody), order(nobody)).stream()
                    .map(payer::ask)
                    .toList();
            long before = parties();
            var _ = Race.allAnswer(asks.stream().map(this::paying).toList());
            assertThat(parties() - before).isOne();
        }
    }

    private Callable<Execution> paying(Ask ask) {
        return () -> payer.begins(ask);
    }

    private SourceId order(CounterpartyId counterparty) {
        return shop.order(Payer.DOLLARS, counterparty, true);
    }

    /// Someone whom the merchant knows, with an e-mail.
    private Party party(String phone) {
        var draft = new Parties.Draft("Ma Hawa", phone, Optional.of("hawa@example.com"), Optional.of("LR"));
        return shop.database()
                .everywhere()
                .transact(tx -> shop.doors().parties().create(tx, trader.id(), draft));
    }

    private long parties() {
        return count("select count(*) from party where merchant_id = :merchant", 0);
    }

    private long counterpartiesOf(Party party) {
        return count(
                "select count(*) from counterparty where merchant_id = :merchant and party_id = :party",
                party.id().value());
    }

    private long count(String sql, long party) {
        return shop.owner()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("merchant", trader.id().value())
                        .bind("party", party)
                        .mapTo(Long.class)
                        .one());
    }

    private String number(SourceId order) {
        return shop.sources().retrieve(trader.id(), SourceKind.ORDER, order).number();
    }
}
