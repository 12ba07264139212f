package dev.opendollr.checkout;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.problem.Argument;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.Parties;
import dev.opendollr.party.PartyId;
import dev.opendollr.party.PartyReason;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.Sources;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;

/// Sources that are made, filled and published in one call.
public final class Checkouts {
    private final Parties parties;
    private final Counterparties counterparties;
    private final Sources sources;
    private final SourceItems items;
    private final InstantSource clock;

    /// The data of a checkout before it is stored.
    public record Draft(
            CheckoutMode mode,
            SourceKind sourceKind,
            Parties.Draft party,
            Optional<CounterpartyId> counterpartyId,
            RelationshipType relationshipType,
            CurrencyUnit currency,
            List<Item> items,
            Optional<String> referenceId,
            String note,
            Optional<Instant> dueDate,
            Optional<String> successUrl,
            Optional<String> cancelUrl,
            Optional<Instant> expiresAt) {
        public Draft {
            items = List.copyOf(items);
        }
    }

    /// One item with quantity 1: its name and its price, as the caller sent them.
    public record Item(String name, BigDecimal amount) {}

    /// A checkout, the source it published, and the party that is to pay.
    public record Created(Checkout checkout, Source source, PartyId partyId) {}

    private record Payer(CounterpartyId counterpartyId, PartyId partyId) {}

    public Checkouts(
            Parties parties, Counterparties counterparties, Sources sources, SourceItems items, InstantSource clock) {
        this.parties = parties;
        this.counterparties = counterparties;
        this.sources = sources;
        this.items = items;
        this.clock = clock;
    }

    /// Takes part in the transaction of `tx`.
    public Created create(Handle tx, Caller.ByCredential caller, Draft draft) {
        var at = clock.instant();
        if (draft.expiresAt().filter(end -> !end.isAfter(at)).isPresent()) {
            throw ProblemException.refused("expires_at", new CheckoutReason.TimeIsOver());
        }
        var payer = payer(tx, caller.merchant(), draft);
        var kind = draft.sourceKind();
        var source = sources.create(
                tx,
                caller,
                kind,
                new Sources.Draft(
                        payer.counterpartyId(),
                        draft.currency(),
                        draft.note(),
                        FeeBearer.PAYER,
                        true,
                        draft.referenceId(),
                        draft.dueDate()));
        for (int position = 0; position < draft.items().size(); position++) {
            var item = draft.items().get(position);
            var piece = new SourceItems.Draft(item.name(), draft.currency(), 1, item.amount());
            var _ = Argument.of("items", position).holding(() -> items.add(tx, caller, kind, source.id(), piece));
        }
        var published = sources.publish(tx, caller, kind, source.id());
        var checkout = CheckoutTable.insert(tx, source, draft, at);
        return new Created(checkout, published, payer.partyId());
    }

    /// The checkout that created the source. Takes part in the snapshot of `tx`.
    public Optional<Checkout> find(Handle tx, MerchantId merchant, SourceId source) {
        return CheckoutTable.findBySource(tx, merchant, source);
    }

    /// The time until which a source can be paid. Empty when no checkout created the source, or when its
    /// checkout does not expire.
    public Optional<Instant> deadline(Handle tx, MerchantId merchant, SourceId source) {
        return find(tx, merchant, source).flatMap(Checkout::expiresAt);
    }

    /// A named counterparty pays through its own party. Only if it has none is the phone used, and then the
    /// party of that phone is attached to it.
    private Payer payer(Handle tx, MerchantId merchant, Draft draft) {
        if (draft.counterpartyId().isEmpty()) {
            var party = parties.findOrCreate(tx, merchant, draft.party());
            var counterparty = counterparties.findOrCreate(tx, merchant, draft.relationshipType(), party.id());
            return new Payer(counterparty.id(), party.id());
        }
        var named = counterparties
                .find(tx, merchant, draft.counterpartyId().get())
                .orElseThrow(() -> ProblemException.refused("counterparty_id", new PartyReason.NoSuchCounterparty()));
        var party = named.partyId().orElseGet(() -> {
            var payer = parties.findOrCreate(tx, merchant, draft.party());
            return counterparties.attach(tx, merchant, named.id(), payer.id());
        });
        return new Payer(named.id(), party);
    }
}
