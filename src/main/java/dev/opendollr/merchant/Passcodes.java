package dev.opendollr.merchant;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.merchant.PasscodeTable.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Short secret codes with which the users of a merchant confirm payouts.
///
/// A code of a few digits is easy to guess with many tries, and easy to find from a stolen hash. Both are
/// slowed down: five wrong codes lock the passcode, and each hash costs memory and time.
public final class Passcodes {
    private static final int FAILURES_MAX = 5;
    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);
    private static final Pattern CODE = Pattern.compile("[0-9]{4,12}");
    /// A hash that matches no code. An unknown user's code is compared with it, so that the check takes as
    /// long.
    private static final String NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Hashing hashing = new Hashing();
    private final UnknownUsers unknown = new UnknownUsers(FAILURES_MAX, LOCKED_FOR);

    /// The result of a check.
    public sealed interface Verdict {
        record Right() implements Verdict {}

        /// `left` more wrong codes lock it.
        record Wrong(int left) implements Verdict {}

        /// Refused unchecked; even the right code is refused.
        record Locked(Instant until) implements Verdict {}
    }

    /// `random` must be a cryptographically secure source. `clock` keeps real time: moving the sandbox's clock
    /// must not end a lock.
    public Passcodes(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// How many codes were refused unchecked because too many were waiting, since the process started.
    public long refused() {
        return hashing.refused();
    }

    /// Whether `code` may be set: 4 to 12 digits.
    public static boolean isCode(String code) {
        return CODE.matcher(code).matches();
    }

    /// Sets or replaces the code of the user with this phone and removes a lock. Without `userId` an earlier
    /// user id is kept.
    public void set(MerchantId merchant, String phone, Optional<String> userId, String code) {
        if (!isCode(code)) {
            throw new IllegalArgumentException("a passcode has 4 to 12 digits");
        }
        var salt = new byte[Argon2id.SALT_BYTES];
        random.nextBytes(salt);
        var hash = hashing.run(merchant, () -> Argon2id.hash(code, salt));
        var at = clock.instant();
        if (!database.of(merchant).single(handle -> PasscodeTable.set(handle, merchant, phone, userId, hash, at))) {
            throw ProblemException.refused("user_id", new MerchantReason.UserIdOfOtherPhone());
        }
    }

    /// Whether the user with this phone has a code.
    public boolean isSet(MerchantId merchant, String phone) {
        var user = new User(merchant, Optional.of(phone), Optional.empty());
        return database.of(user.merchant())
                .single(handle -> PasscodeTable.find(handle, user))
                .isPresent();
    }

    /// Judges the code of a user named by phone, by user id, or by both. It is slow: call it outside of any
    /// transaction. A wrong code is counted before the caller is answered.
    public Verdict check(MerchantId merchant, Optional<String> phone, Optional<String> userId, String code) {
        var user = new User(merchant, phone, userId);
        var stored = database.of(user.merchant()).single(handle -> PasscodeTable.find(handle, user));
        var locked = stored.isPresent() ? stored.flatMap(this::lock) : unknown.lockedUntil(user, clock.instant());
        if (locked.isPresent()) {
            return new Verdict.Locked(locked.get());
        }
        var hash = stored.map(PasscodeTable.Stored::hash).orElse(NOBODYS);
        boolean matches = hashing.run(merchant, () -> Argon2id.matches(code, hash));
        var at = clock.instant();
        if (matches && database.of(user.merchant()).single(handle -> PasscodeTable.pass(handle, user, hash, at))) {
            return new Verdict.Right();
        }
        return wrong(user, at);
    }

    private Verdict wrong(User user, Instant at) {
        var failed = database.of(user.merchant())
                .single(handle -> PasscodeTable.fail(handle, user, FAILURES_MAX, at, at.plus(LOCKED_FOR)));
        if (failed.isPresent()) {
            return failed.get()
                    .lockedUntil()
                    .<Verdict>map(Verdict.Locked::new)
                    .orElseGet(
                            () -> new Verdict.Wrong(FAILURES_MAX - failed.get().failures()));
        }
        // Either parallel checks have locked the passcode meanwhile, or the user has none.
        return database.of(user.merchant())
                .single(handle -> PasscodeTable.find(handle, user))
                .flatMap(this::lock)
                .<Verdict>map(Verdict.Locked::new)
                .orElseGet(() -> unknown.wrong(user, at));
    }

    private Optional<Instant> lock(PasscodeTable.Stored stored) {
        return stored.lockedUntil().filter(clock.instant()::isBefore);
    }
}
