package dev.opendollr.merchant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.merchant.PasscodeTable.User;
import dev.opendollr.merchant.Passcodes.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Wrong codes for users that do not exist. Such a user is locked like a real one. So guesses cannot make the
/// server compute hashes without end, and a missing lock does not reveal which users exist.
///
/// Each process counts for itself, in bounded memory.
final class UnknownUsers {
    private static final int REMEMBERED_MAX = 10_000;
    /// After this many wrong codes for unknown users of one merchant, all its unknown users are locked. A pause
    /// of the lock's length starts the count anew.
    static final int OF_ONE_MERCHANT_MAX = 100;

    private final int failuresMax;
    private final Duration lockedFor;
    private final Cache<User, Count> users;
    private final Cache<MerchantId, Count> merchants;

    /// The number of wrong codes, and the time of the last one.
    private record Count(int failures, Instant since) {}

    UnknownUsers(int failuresMax, Duration lockedFor) {
        this.failuresMax = failuresMax;
        this.lockedFor = lockedFor;
        users = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterWrite(lockedFor)
                .build();
        merchants = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterWrite(lockedFor)
                .build();
    }

    /// Until when codes for this unknown user are refused unchecked.
    Optional<Instant> lockedUntil(User user, Instant now) {
        return lock(users.getIfPresent(user), failuresMax, now)
                .or(() -> lock(merchants.getIfPresent(user.merchant()), OF_ONE_MERCHANT_MAX, now));
    }

    /// Counts one wrong code and returns the verdict for its caller.
    Verdict wrong(User user, Instant at) {
        var ofMerchant =
                merchants.asMap().compute(user.merchant(), (_, count) -> counted(count, OF_ONE_MERCHANT_MAX, at));
        var ofUser = users.asMap().compute(user, (_, count) -> counted(count, failuresMax, at));
        return lock(ofUser, failuresMax, at)
                .or(() -> lock(ofMerchant, OF_ONE_MERCHANT_MAX, at))
                .<Verdict>map(Verdict.Locked::new)
                .orElseGet(() -> new Verdict.Wrong(failuresMax - ofUser.failures()));
    }

    /// An expired lock is forgotten together with the wrong codes that led to it. A lock in force is not
    /// extended.
    private Count counted(@Nullable Count count, int max, Instant at) {
        if (count == null || isOver(count, at)) {
            return new Count(1, at);
        }
        return count.failures() >= max ? count : new Count(count.failures() + 1, at);
    }

    private Optional<Instant> lock(@Nullable Count count, int max, Instant now) {
        return count == null || count.failures() < max || isOver(count, now)
                ? Optional.empty()
                : Optional.of(count.since().plus(lockedFor));
    }

    private boolean isOver(Count count, Instant now) {
        return !now.isBefore(count.since().plus(lockedFor));
    }
}
