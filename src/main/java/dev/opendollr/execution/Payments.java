package dev.opendollr.execution;

import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.Problem;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.execution.Drafts.ReferenceTaken;
import dev.opendollr.execution.ExecutionReason.Difference;
import dev.opendollr.execution.PayerBeginnings.NotBegun;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.Parties;
import dev.opendollr.pricing.Quote;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.session.Sessions;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.joda.money.Money;

/// The payments that payers begin themselves, on a page behind a link. What follows the first step is the same
/// as for every movement: see [Executions].
public final class Payments {
    private final Database database;
    private final Executions executions;
    private final PayerBeginnings beginnings;
    private final Prompts prompts;

    /// `ids` must be unpredictable and never repeat: they are attempt ids.
    public Payments(
            Database database,
            Executions executions,
            Merchants merchants,
            Parties parties,
            Counterparties counterparties,
            PaymentAccounts accounts,
            Sessions sessions,
            Quotes quotes,
            InstantSource clock,
            Supplier<UUID> ids,
            Prompts prompts) {
        this.database = database;
        this.executions = executions;
        this.prompts = prompts;
        beginnings = new PayerBeginnings(
                merchants,
                parties,
                counterparties,
                accounts,
                sessions,
                new ExecutionQuotes(quotes),
                new Drafts(clock, ids),
                clock);
    }

    /// What a payer has agreed to.
    ///
    /// @param reference made by the server and bound to the form: whatever is sent twice pays once
    /// @param attempts how many attempts to pay the source there were when the form was made, by page and by API
    /// @param shown the amount that the payer has seen and agreed to, all fees included
    /// @param account the phone of a mobile-money account, with its country's prefix and digits only, or the
    /// name of a card at the card gateway. The caller has checked that it fits the method
    public record Ask(
            Caller.ByLink caller,
            SourceKind kind,
            SourceId source,
            UUID reference,
            int attempts,
            PaymentMethod method,
            Money shown,
            String account) {
        /// Returns `known`, the execution with this reference. Refuses one that does not pay this source. Another
        /// method or account does not matter: the payer sees what was begun.
        Execution same(Execution known) {
            boolean paysThis = known.operation() == OperationType.COLLECTION
                    && known.request().sourceId().equals(Optional.of(source));
            if (!paysThis) {
                throw ProblemException.refused("reference_id", new ExecutionReason.ReferenceOfOther(Difference.SOURCE));
            }
            return known;
        }

        @Override
        public String toString() {
            return "Ask[reference=" + reference + ", method=" + method + ", account=***]";
        }
    }

    /// What became of an ask. Only `Begun` has stored anything.
    public sealed interface Result {
        /// The execution with this reference: a new one, or one that was begun before. A new one has the first
        /// answer of its gateway already.
        record Begun(Execution execution) implements Result {}

        /// The payment would now cost `quote`, which is not what the payer has agreed to.
        record PriceChanged(Quote quote) implements Result {}

        /// The source cannot be paid now, or not in this way.
        record Refused(Reason why) implements Result {}

        /// There were too many attempts. One more is possible at `until`.
        record TooMany(Limit limit, Instant until) implements Result {}
    }

    /// What there can be too much of.
    public enum Limit {
        /// Prompts sent to one phone.
        PHONE,
        /// Attempts begun behind one link.
        LINK,
        /// Declined cards behind one link.
        CARDS
    }

    /// Begins what `ask` says, unless its reference is known. When this throws, whether it has begun is unknown;
    /// the same ask may be made again.
    public Result pay(Ask ask) {
        try {
            var known = known(ask);
            return new Result.Begun(known.isPresent() ? known.get() : prompted(ask));
        } catch (NotBegun definitely) {
            return definitely.result();
        }
    }

    private Execution prompted(Ask ask) {
        return switch (ask.method().kind()) {
            case MOBILE_MONEY ->
                switch (prompts.take(ask.caller().merchant(), ask.account(), ask.reference())) {
                    case Prompts.Answer.Full(var until) -> throw new NotBegun(new Result.TooMany(Limit.PHONE, until));
                    case Prompts.Answer.Taken(var place) -> prompted(ask, place);
                };
            case CARD, WALLET -> begun(ask);
        };
    }

    /// The prompt is counted before it can be sent. Its place is given back only if the payment is definitely not
    /// begun: after any other exception the phone may get its prompt.
    private Execution prompted(Ask ask, Prompts.Place place) {
        try {
            return begun(ask);
        } catch (NotBegun definitely) {
            prompts.giveBack(place);
            throw definitely;
        }
    }

    private Execution begun(Ask ask) {
        return executions.perform(Actor.of(ask.caller()), () -> begin(ask));
    }

    private Beginning begin(Ask ask) {
        try {
            return database.of(ask.caller().merchant()).transact(tx -> beginnings.begin(tx, ask));
        } catch (ReferenceTaken byRival) {
            return Beginning.known(known(ask).orElseThrow());
        } catch (ProblemException refused) {
            throw notBegun(refused);
        }
    }

    private Optional<Execution> known(Ask ask) {
        var merchant = ask.caller().merchant();
        var found = database.of(merchant)
                .single(handle -> ExecutionTable.findByReference(handle, merchant, ask.reference()));
        try {
            return found.map(ask::same);
        } catch (ProblemException refused) {
            throw notBegun(refused);
        }
    }

    /// A refusal is definite: the transaction was rolled back. Anything else is not.
    private static RuntimeException notBegun(ProblemException refused) {
        return switch (refused.problem()) {
            case Problem.Refused(var _, var why) -> new NotBegun(new Result.Refused(why));
            case Problem.Forbidden(var why) -> new NotBegun(new Result.Refused(why));
            case Problem.NotAuthenticated _,
                    Problem.CredentialsRefused _,
                    Problem.NotFound _,
                    Problem.Gone _,
                    Problem.TooLarge _,
                    Problem.PackedBody _,
                    Problem.TooManyRequests _,
                    Problem.Unavailable _ -> refused;
        };
    }
}
