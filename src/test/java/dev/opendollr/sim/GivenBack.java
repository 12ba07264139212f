package dev.opendollr.sim;

import java.util.Optional;
import org.joda.money.Money;

/// What has gone back of one collection. What a gateway pays after it had declined is a loss that is known; without it
/// nothing goes back that did not come, and what is not kept goes back once.
final class GivenBack {
    private final Money came;
    private final boolean isOwed;
    private Money inTime;
    private Money late;
    private boolean isForeign;

    /// `isOwed` says that what came was not kept.
    GivenBack(Money came, boolean isOwed) {
        this.came = came;
        this.isOwed = isOwed;
        inTime = Money.zero(came.getCurrencyUnit());
        late = inTime;
    }

    /// Something that has moved: by itself or as the merchant asked, and whether after it was declined.
    void add(Money given, boolean byItself, boolean wasDeclined) {
        isForeign |= byItself != isOwed;
        if (wasDeclined) {
            late = late.plus(given);
        } else {
            inTime = inTime.plus(given);
        }
    }

    boolean isLoss() {
        return inTime.plus(late).isGreaterThan(came);
    }

    /// Empty when all is well.
    Optional<String> complaint() {
        boolean isWrong = isForeign
                || inTime.isGreaterThan(came)
                || (isOwed && inTime.plus(late).isLessThan(came));
        return isWrong
                ? Optional.of(inTime + " and, after it was declined, " + late + " went back of " + came
                        + (isOwed ? " that was not kept" : ""))
                : Optional.empty();
    }
}
