package dev.opendollr.page.receipt;

import dev.opendollr.base.identity.Id;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.execution.Standing;
import dev.opendollr.page.Facts;
import dev.opendollr.page.receipt.ReceiptView.Back;
import dev.opendollr.page.receipt.ReceiptView.Line;
import dev.opendollr.page.text.Shown;
import dev.opendollr.page.text.Texts;
import dev.opendollr.party.Counterparty;
import dev.opendollr.party.Party;
import dev.opendollr.pricing.Quote;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceItem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.Money;

/// Turns a receipt into what its reader reads. It has every fact of the receipt of the API; the phone is masked,
/// since anyone with the link may look.
final class ReceiptFacts {
    /// Seven digits or more, as people write a phone number.
    private static final Pattern PHONE = Pattern.compile("(?:[0-9][ .()/+-]*){7,}");

    private final Receipt receipt;
    private final Source source;
    private final Execution collection;
    private final Texts texts;
    private final Shown shown;
    private final Words words;
    private final ZoneId zone;

    ReceiptFacts(Receipt receipt, Texts texts) {
        this.receipt = receipt;
        this.texts = texts;
        source = receipt.detail().source();
        collection = receipt.paid().execution();
        shown = texts.shown();
        words = new Words(texts);
        zone = Shown.zone(collection.method().country());
    }

    ReceiptView view(List<Standing.Return> returns, Code code) {
        return new ReceiptView(
                word(),
                shown.name(receipt.merchant().name()),
                shown.amount(collection.quote().payerAmount()),
                payment(),
                cost(collection.quote()),
                receipt.detail().items().stream().map(this::line).toList(),
                shown.amount(source.totalAmount()),
                shown.note(source.note()),
                customer(),
                other(),
                receipt.refunds().stream().map(this::refund).toList(),
                returns.stream().map(this::notKept).toList(),
                code);
    }

    private String word() {
        return switch (source.kind()) {
            case ORDER -> texts.say("receipt.order", source.number());
            case INVOICE -> texts.say("receipt.invoice", source.number());
        };
    }

    private Facts payment() {
        var account = receipt.paid().account();
        return new Facts()
                .add(texts.say("receipt.status"), words.status(source.status()))
                .add(texts.say("receipt.paid_at"), source.paidAt().map(this::moment))
                .add(texts.say("receipt.method"), words.method(collection.method()))
                .add(
                        texts.say("receipt.account"),
                        named(receipt.paid().account().accountName()))
                .add(texts.say("receipt.provider"), words.provider(account.provider()))
                .add(texts.say("receipt.transaction"), collection.answer().providerTransactionId())
                .add(texts.say("receipt.confirmed_at"), collection.completedAt().map(this::moment));
    }

    /// A merchant may have named an account or a party after its phone number.
    private String named(String name) {
        return PHONE.matcher(name).find() ? shown.masked(name) : shown.name(name);
    }

    private Facts cost(Quote quote) {
        return new Facts()
                .add(texts.say("receipt.payer_amount"), shown.amount(quote.payerAmount()))
                .add(texts.say("receipt.platform_fee"), shown.amount(quote.platformFee()))
                .add(texts.say("receipt.gateway_fee"), quote.gatewayFee().map(shown::amount))
                .add(texts.say("receipt.fx_fee"), quote.fxFee().map(shown::amount))
                .add(texts.say("receipt.fees_by"), words.bearer(source.feeBearer()))
                .add(texts.say("receipt.payee_amount"), shown.amount(quote.payeeAmount()))
                .add(texts.say("receipt.rate"), rate(quote));
    }

    private Optional<String> rate(Quote quote) {
        return quote.rate()
                .map(rate -> shown.rate(
                        quote.payeeAmount().getCurrencyUnit(),
                        rate,
                        quote.payerAmount().getCurrencyUnit()));
    }

    private Line line(SourceItem item) {
        return new Line(
                number(item.id()),
                shown.name(item.name()),
                shown.number(item.qty()),
                shown.amount(item.amount()),
                shown.amount(item.amount().multipliedBy(item.qty())));
    }

    private Facts customer() {
        var counterparty = receipt.detail().counterparty();
        var party = counterparty.flatMap(Counterparty::party);
        return new Facts()
                .add(
                        texts.say("receipt.customer.name"),
                        party.map(Party::fullname).map(this::named))
                .add(
                        texts.say("receipt.customer.phone"),
                        party.flatMap(Party::phone).map(shown::masked))
                .add(
                        texts.say("receipt.customer.email"),
                        party.flatMap(Party::email).map(shown::name))
                .add(
                        texts.say("receipt.customer.relationship"),
                        counterparty.map(Counterparty::relationshipType).map(words::relationship));
    }

    private Facts other() {
        return new Facts()
                .add(texts.say("receipt.created_at"), moment(source.createdAt()))
                .add(texts.say("receipt.due"), source.dueDate().map(this::moment))
                .add(texts.say("receipt.reference"), source.referenceId().map(shown::name))
                .add(
                        texts.say("receipt.by_link"),
                        source.asPaymentLink() ? texts.say("common.yes") : texts.say("common.no"))
                .add(texts.say("receipt.id"), number(source.id()))
                .add(texts.say("receipt.payment_id"), number(collection.id()))
                .add(texts.say("receipt.customer.id"), number(source.counterpartyId()))
                .add(texts.say("receipt.merchant.id"), number(source.merchant()))
                .add(
                        texts.say("receipt.merchant.type"),
                        words.merchantType(receipt.merchant().type()));
    }

    private Back refund(Execution refund) {
        boolean isBack = refund.status() == ExecutionStatus.COMPLETED
                || refund.notKeptAt().isPresent();
        var state = isBack
                ? refund.completedAt()
                        .or(refund::notKeptAt)
                        .map(at -> texts.say("receipt.back.went", moment(at)))
                        .orElseGet(() -> texts.say("receipt.back.goes", moment(refund.createdAt())))
                : texts.say("receipt.back.goes", moment(refund.createdAt()));
        return back(refund.quote().payeeAmount(), state, refund.id());
    }

    private Back notKept(Standing.Return money) {
        var state = money.wentAt()
                .map(at -> texts.say("receipt.back.went", moment(at)))
                .orElseGet(() -> texts.say("receipt.back.goes", moment(money.cameAt())));
        return back(money.amount(), state, money.id());
    }

    private Back back(Money amount, String state, Id id) {
        return new Back(shown.amount(amount), state, number(id));
    }

    private String moment(Instant at) {
        return shown.moment(at, zone);
    }

    /// Numbers that are quoted to somebody are written without grouping.
    private static String number(Id id) {
        return Long.toString(id.value());
    }
}
