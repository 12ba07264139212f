package dev.opendollr.sim;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.token.Hashes;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.Payments;
import dev.opendollr.execution.Payments.Result;
import dev.opendollr.execution.Prompts;
import dev.opendollr.prediction.Foresight;
import dev.opendollr.sim.World.Asked;
import dev.opendollr.sim.World.Document;
import dev.opendollr.source.SourceType;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Payers with forms in their browsers: they send them, send them twice, or find them again in an old tab.
final class Pages {
    private static final Prompts.Limits MANY = new Prompts.Limits(1_000, 1_000, true);
    private static final Hashes HASHES = new Hashes(new TokenKeys(TestServer.KEY, List.of()), Purpose.PROMPT);
    private static final List<PaymentMethod> METHODS = List.of(PaymentMethod.MTN_MOMO_LBR, PaymentMethod.CREDIT_CARD);

    private static final String ATTEMPTS = """
        select count(*)
          from execution
         where merchant_id = :merchant and source_id = :source and operation_type = 'COLLECTION'
        """;

    private final World world;
    private final Journal journal;
    private final Requests requests;
    private final Runnable changeRate;
    private final List<Form> forms = new ArrayList<>();
    private final Set<Form> begun = new LinkedHashSet<>();
    /// Nobody knows what became of them.
    private final Set<Form> unanswered = new LinkedHashSet<>();

    private record Form(int number, Trader trader, Payments.Ask ask) {}

    Pages(World world, Requests requests, Runnable changeRate) {
        this.world = world;
        this.requests = requests;
        this.changeRate = changeRate;
        journal = world.journal();
    }

    /// Mostly it is sent at once, now and then after the price has changed, and now and then by two clicks.
    void fillIn() {
        if (world.documents().isEmpty()) {
            return;
        }
        var document = world.pickLate(world.documents());
        var form = form(document, world.pick(METHODS));
        form.ifPresent(forms::add);
        form.filter(_ -> world.chance(10)).ifPresent(_ -> changeRate.run());
        form.filter(_ -> world.chance(70)).ifPresent(this::send);
        form.filter(_ -> world.chance(20)).ifPresent(this::send);
    }

    void send() {
        if (!forms.isEmpty()) {
            send(world.pickLate(forms));
        }
    }

    void sendUnanswered() {
        List.copyOf(unanswered).forEach(this::send);
    }

    /// Empty if no price can be shown.
    private Optional<Form> form(Document document, PaymentMethod method) {
        var trader = document.trader();
        var currency = world.pick(Trader.CURRENCIES);
        var account = method.kind() == PaymentMethod.Kind.CARD ? "pm_card" : Trader.PAYER;
        try {
            var type = SourceType.valueOf(document.kind().name());
            var price = Foresight.of(
                            world.doors().predictions(), trader.caller(), type, document.id(), currency, method)
                    .payerAmount();
            var link = new Caller.ByLink(trader.id(), document.id(), "page");
            var ask = new Payments.Ask(
                    link, document.kind(), document.id(), world.freshId(), attempts(document), method, price, account);
            var form = new Form(forms.size(), trader, ask);
            journal.note(trader.number() + " shows form " + form.number() + " for document " + document.number() + ": "
                    + price + " by " + method);
            return Optional.of(form);
        } catch (ProblemException refused) {
            journal.refused(refused);
            return Optional.empty();
        }
    }

    private int attempts(Document document) {
        return world.database()
                .of(document.trader().id())
                .single(handle -> handle.createQuery(ATTEMPTS)
                        .bind("merchant", document.trader().id())
                        .bind("source", document.id())
                        .mapTo(Integer.class)
                        .one());
    }

    private void send(Form form) {
        journal.note("form " + form.number() + " is sent");
        unanswered.add(form);
        try {
            var payments = world.doors().payments(new Prompts(world.database(), HASHES, world.clock(), MANY));
            var result = payments.pay(form.ask());
            unanswered.remove(form);
            journal.note("  " + Payer.word(result));
            hear(form, result);
        } catch (ProblemException refused) {
            journal.refused(refused);
            if (!Interruptions.isDoubt(refused)) {
                journal.complain("a form is refused by an exception: " + refused.getMessage());
            }
        }
    }

    private void hear(Form form, Result result) {
        switch (result) {
            case Result.Begun(var execution) -> hear(form, execution);
            case Result.PriceChanged(var quote) -> {
                journal.saw(Sighting.SHOWN_PRICE_CHANGED);
                if (quote.payerAmount().equals(form.ask().shown())) {
                    journal.complain("the price is said to have changed, and has not");
                }
                checkNothingBegan(form);
            }
            case Result.Refused _, Result.TooMany _ -> checkNothingBegan(form);
        }
    }

    private void hear(Form form, Execution execution) {
        var request = execution.request();
        var currency = form.ask().shown().getCurrencyUnit();
        var ask = new dev.opendollr.execution.Ask(
                OperationType.COLLECTION,
                request.referenceId(),
                request.sessionId().orElseThrow(),
                request.paymentAccountId(),
                Optional.of(currency));
        if (!execution.quote().payerAmount().equals(form.ask().shown())) {
            journal.complain("shown was " + form.ask().shown() + ", and charged is "
                    + execution.quote().payerAmount());
        }
        journal.saw(begun.add(form) ? Sighting.FORM_BEGAN : Sighting.FORM_SENT_AGAIN);
        requests.hear(new Asked(form.trader(), ask), execution);
    }

    private void checkNothingBegan(Form form) {
        if (begun.contains(form)) {
            journal.complain("a form that has begun its payment is refused");
        }
    }
}
