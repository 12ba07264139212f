package dev.opendollr.sim;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.ledger.WalletStatus;
import dev.opendollr.pricing.PriceFiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/// What happens around merchants: time passes, rates and wallets change, gateways break down, operators say
/// their word.
final class OutsideEvents {
    static final String RATES_FROM = "simulation";

    private static final List<Duration> JUMPS = List.of(
            Duration.ofSeconds(3),
            Duration.ofSeconds(40),
            Duration.ofMinutes(3),
            Duration.ofMinutes(16),
            Duration.ofMinutes(31),
            Duration.ofHours(4),
            Duration.ofHours(26));
    private static final List<Duration> OUTAGES =
            List.of(Duration.ofMinutes(2), Duration.ofMinutes(12), Duration.ofMinutes(50));
    private static final List<PaymentMethod> METHODS = List.of(
            PaymentMethod.MTN_MOMO_LBR,
            PaymentMethod.CREDIT_CARD,
            PaymentMethod.ORANGE_MONEY_LBR,
            PaymentMethod.MTN_MOMO_RWA);
    private static final List<WalletStatus> STATUSES =
            List.of(WalletStatus.ACTIVE, WalletStatus.ACTIVE, WalletStatus.RESTRICTED, WalletStatus.FROZEN);
    /// In hundredths of what the seed of prices says.
    private static final List<Integer> RATES = List.of(80, 97, 103, 120);

    private final World world;
    private final Journal journal;

    OutsideEvents(World world) {
        this.world = world;
        journal = world.journal();
    }

    void jump() {
        pass(world.pick(JUMPS.subList(0, world.chance(80) ? 5 : JUMPS.size())));
    }

    void pass(Duration jump) {
        journal.note(jump + " pass");
        journal.saw(Sighting.CLOCK_JUMPED);
        world.advance(jump);
        world.gateway().turn();
    }

    void breakDown() {
        var method = world.pick(METHODS);
        var outage = world.pick(OUTAGES);
        journal.note(method + " is out for " + outage);
        world.gateway().breakDown(method, outage);
    }

    void changeWallet() {
        var trader = world.pick(world.traders());
        int wallet = world.number(trader.wallets().size());
        var status = world.pick(STATUSES);
        journal.note("wallet " + wallet + " of " + trader.number() + " becomes " + status);
        var _ = world.doors().wallets().setStatus(trader.id(), trader.wallets().get(wallet), status);
    }

    void changeRate() {
        var rate = BigDecimal.valueOf(200L * world.pick(RATES)).movePointLeft(2);
        journal.note("a dollar is " + rate + " LRD");
        journal.saw(Sighting.RATE_CHANGED);
        world.rateChanged();
        var line = "USD,LRD," + rate + "," + RATES_FROM + "," + world.clock().instant() + ",";
        var imported =
                world.doors().priceFiles().importRates(String.join(",", PriceFiles.RATE_COLUMNS) + "\n" + line + "\n");
        imported.complaints().forEach(journal::complain);
    }

    /// An operator has asked the gateway's people about an execution, and states what they say.
    void state() {
        var open = world.answered().values().stream()
                .filter(answered -> answered.execution().status() == ExecutionStatus.PENDING
                        || answered.execution().status() == ExecutionStatus.PROCESSING)
                .filter(answered -> answered.execution().operation() != OperationType.TRANSFER)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        var answered = world.pick(open);
        world.gateway().turn();
        world.gateway().word(answered.execution().attemptId()).ifPresent(word -> {
            journal.note("an operator states " + word + " of " + Requests.name(answered.asked()));
            boolean hasMoved = word instanceof Outcome.Settled;
            try {
                var stated = world.doors()
                        .openExecutions()
                        .state(
                                answered.asked().trader().id(),
                                answered.asked().ask().referenceId(),
                                hasMoved ? OperatorWord.COMPLETED : OperatorWord.FAILED,
                                "told on the phone");
                journal.note("  is " + stated.status());
                journal.saw(hasMoved ? Sighting.STATED_SETTLED : Sighting.STATED_DECLINED);
            } catch (ProblemException refused) {
                journal.refused(refused);
            }
        });
    }
}
