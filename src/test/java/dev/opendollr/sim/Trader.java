package dev.opendollr.sim;

import dev.opendollr.Doors;
import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.ledger.WalletId;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.Parties;
import dev.opendollr.party.PartyId;
import dev.opendollr.party.RelationshipType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A merchant of one seed, and the numbers of those it deals with: a customer, other merchants, the accounts
/// that pay it and those it pays out to.
record Trader(
        int number,
        Caller.ByCredential caller,
        CounterpartyId customer,
        List<CounterpartyId> friends,
        List<PaymentAccountId> payers,
        List<PaymentAccountId> payees,
        List<WalletId> wallets) {
    static final List<CurrencyUnit> CURRENCIES =
            List.of(CurrencyUnit.USD, CurrencyUnit.of("LRD"), CurrencyUnit.of("RWF"));

    static final String PAYER = "231771234789";
    /// Of the accounts that pay it, in their order.
    private static final List<PaymentMethod> PAID_BY = List.of(PaymentMethod.MTN_MOMO_LBR, PaymentMethod.CREDIT_CARD);

    private static final int PHONES = 9_000_000;
    private static final int TRADERS_MAX = 10;

    Trader {
        friends = List.copyOf(friends);
        payers = List.copyOf(payers);
        payees = List.copyOf(payees);
        wallets = List.copyOf(wallets);
    }

    MerchantId id() {
        return caller.merchant();
    }

    /// How one of the accounts that pay it does so.
    PaymentMethod paidBy(PaymentAccountId payer) {
        return PAID_BY.get(payers.indexOf(payer));
    }

    /// `count` verified merchants who know each other; only some of them have money to start with.
    static List<Trader> register(Doors doors, long seed, int count) {
        var phones = IntStream.range(0, count)
                .mapToObj(number -> "23177" + (1_000_000 + (seed * TRADERS_MAX + number) % PHONES))
                .toList();
        List<Trader> traders = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            var name = "Trader " + number;
            var phone = Optional.of(phones.get(number));
            var merchant = doors.merchants()
                    .register(name, MerchantType.ORGANIZATION, Optional.empty(), phone)
                    .merchant();
            doors.merchants().verify(merchant.id());
            if (number > 0) {
                doors.wallets()
                        .fund(
                                merchant.id(),
                                List.of(
                                        money(200, CURRENCIES.get(0)),
                                        money(30_000, CURRENCIES.get(1)),
                                        money(250_000, CURRENCIES.get(2))));
            }
            var caller = new Caller.ByCredential(merchant.id(), merchant.type(), "odc_sim", "sim");
            int self = number;
            traders.add(doors.database().everywhere().transact(tx -> settle(doors, tx, self, caller, phones)));
        }
        return traders;
    }

    private static Trader settle(Doors doors, Handle tx, int number, Caller.ByCredential caller, List<String> phones) {
        var merchant = caller.merchant();
        var customer = doors.parties()
                .create(tx, merchant, new Parties.Draft("Ma Hawa", PAYER, Optional.empty(), Optional.empty()));
        List<CounterpartyId> friends = new ArrayList<>();
        for (int other = 0; other < phones.size(); other++) {
            if (other != number) {
                var draft = new Parties.Draft("Friend", phones.get(other), Optional.empty(), Optional.empty());
                var friend = doors.parties().create(tx, merchant, draft);
                friends.add(doors.counterparties()
                        .create(tx, merchant, RelationshipType.PARTNER, Optional.of(friend.id()))
                        .id());
            }
        }
        var buyer = doors.counterparties().create(tx, merchant, RelationshipType.CUSTOMER, Optional.of(customer.id()));
        // Nobody is behind this one.
        friends.add(buyer.id());
        var collects = OperationType.COLLECTION;
        var paysOut = OperationType.PAYOUT;
        return new Trader(
                number,
                caller,
                buyer.id(),
                friends,
                PAID_BY.stream()
                        .map(method -> account(doors, tx, caller, collects, method, customer.id()))
                        .toList(),
                List.of(
                        account(doors, tx, caller, paysOut, PaymentMethod.ORANGE_MONEY_LBR, customer.id()),
                        account(doors, tx, caller, paysOut, PaymentMethod.MTN_MOMO_RWA, customer.id())),
                CURRENCIES.stream()
                        .map(currency ->
                                doors.wallets().open(tx, merchant, currency).id())
                        .toList());
    }

    private static PaymentAccountId account(
            Doors doors,
            Handle tx,
            Caller.ByCredential caller,
            OperationType operation,
            PaymentMethod method,
            PartyId party) {
        var draft = new PaymentAccounts.Draft(
                operation,
                "Ma Hawa",
                method.carrier(),
                method,
                party,
                Optional.empty(),
                Optional.of(method.kind() == PaymentMethod.Kind.CARD ? "pm_card" : PAYER));
        return doors.accounts().create(tx, caller.merchant(), draft).id();
    }

    private static Money money(int amount, CurrencyUnit currency) {
        return Money.of(currency, BigDecimal.valueOf(amount));
    }
}
