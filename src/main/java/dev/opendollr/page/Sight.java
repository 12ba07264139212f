package dev.opendollr.page;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.checkout.Checkout;
import dev.opendollr.execution.Standing;
import dev.opendollr.party.Party;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceItem;
import dev.opendollr.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All that a page behind a link is made of, of one moment, and what the table says of it.
///
/// `ways` is what the table allows; ask [#may]. `money` has its sentences in the order in which they are said.
/// `payer` is the party that is to pay, as far as the merchant knows it. `afterPaying` and `afterGivingUp` are
/// present only when they may be followed.
public record Sight(
        PageState state,
        PageKind page,
        int httpStatus,
        List<MoneySentence> money,
        Set<Way> ways,
        Source source,
        List<SourceItem> items,
        String merchantName,
        boolean isVerified,
        Optional<Checkout> checkout,
        Optional<Party> payer,
        Standing standing,
        Optional<ShopAddress> afterPaying,
        Optional<ShopAddress> afterGivingUp,
        Instant now) {
    public Sight {
        money = List.copyOf(money);
        ways = Set.copyOf(ways);
        items = List.copyOf(items);
    }

    /// Whether the table allows it, and it makes sense here: a card has no number that could be wrong and nothing
    /// to dial, and not every merchant has named an address of its site.
    public boolean may(Way way) {
        return ways.contains(way)
                && switch (way) {
                    case WRONG_NUMBER, DIAL -> isByPhone();
                    case SHOP -> shop().isPresent();
                    case PAY, PAY_AGAIN, GIVE_UP, LOOK_AGAIN, BANK, RECEIPT -> true;
                };
    }

    private boolean isByPhone() {
        return standing.newest()
                .filter(newest -> newest.execution().method().kind() == PaymentMethod.Kind.MOBILE_MONEY)
                .isPresent();
    }

    /// The way back to the merchant's site that fits how the source stands.
    public Optional<ShopAddress> shop() {
        return source.status() == SourceStatus.PAID ? afterPaying : afterGivingUp;
    }

    /// How long ago the newest attempt began. Never negative, although the clocks of two hosts may differ.
    public Optional<Duration> elapsed() {
        return standing.newest().map(newest -> {
            var age = Duration.between(newest.execution().createdAt(), now);
            return age.isNegative() ? Duration.ZERO : age;
        });
    }
}
