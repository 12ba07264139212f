package dev.opendollr.merchant;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.MerchantId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of table `passcode`. A user is named by phone, by user id, or by both, which must then belong together.
final class PasscodeTable {
    private static final String OF_USER = """
         where merchant_id = :merchant
           and (cast(:phone as text) is null or phone = :phone)
           and (cast(:user_id as text) is null or user_id = :user_id)
           and coalesce(cast(:phone as text), :user_id) is not null
        """;

    /// Also removes a lock. Sets nothing when the user id belongs to another phone.
    private static final String SET = """
        insert into passcode (merchant_id, phone, user_id, hash, failures, created_at, updated_at)
        select :merchant, :phone, cast(:user_id as text), :hash, 0, cast(:at as timestamptz), cast(:at as timestamptz)
         where not exists (select 1
                             from passcode
                            where merchant_id = :merchant and user_id = :user_id and phone <> :phone)
            on conflict (merchant_id, phone) do update
           set user_id = coalesce(excluded.user_id, passcode.user_id), hash = excluded.hash, failures = 0,
               locked_until = null, updated_at = greatest(passcode.updated_at, excluded.updated_at)
        """;

    private static final String FIND = "select hash, locked_until from passcode" + "\n" + OF_USER;

    /// Counts one wrong code unless the passcode is locked, so that parallel guesses cannot exceed the limit.
    /// When a lock has expired, the wrong codes that led to it are forgotten too.
    private static final String FAIL = """
        update passcode
           set failures = case when locked_until is null then failures + 1 else 1 end,
               locked_until = case when locked_until is null and failures + 1 = :failures_max
                                   then cast(:until as timestamptz) end,
               updated_at = greatest(updated_at, :at)
        """ + OF_USER + """
           and (locked_until is null or locked_until <= :at)
        returning failures, locked_until
        """;

    /// A right code counts only while the passcode is not locked and is still the one that was compared.
    private static final String PASS = """
        update passcode
           set failures = 0, locked_until = null, updated_at = greatest(updated_at, :at)
        """ + OF_USER + """
           and hash = :hash and (locked_until is null or locked_until <= :at)
        """;

    private PasscodeTable() {}

    /// The user whose passcode is checked.
    record User(MerchantId merchant, Optional<String> phone, Optional<String> userId) {
        @Override
        public String toString() {
            return "User[***]";
        }
    }

    /// The stored passcode of a user.
    record Stored(String hash, Optional<Instant> lockedUntil) {
        @Override
        public String toString() {
            return "Stored[***]";
        }
    }

    /// The result of a wrong code: how many there were in a row, and the lock if this one was the last allowed.
    record Failed(int failures, Optional<Instant> lockedUntil) {}

    /// Whether it was set; false when the user id belongs to another phone.
    static boolean set(Handle tx, MerchantId merchant, String phone, Optional<String> userId, String hash, Instant at) {
        return tx.createUpdate(SET)
                        .bind("merchant", merchant)
                        .bind("phone", phone)
                        .bind("user_id", userId)
                        .bind("hash", hash)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    static Optional<Stored> find(Handle tx, User user) {
        return tx.createQuery(FIND)
                .bind("merchant", user.merchant())
                .bind("phone", user.phone())
                .bind("user_id", user.userId())
                .map((row, context) -> new Stored(row.getString("hash"), Columns.optionalInstant(row, "locked_until")))
                .findOne();
    }

    /// Empty when there is no such passcode or when it is locked.
    static Optional<Failed> fail(Handle tx, User user, int failuresMax, Instant at, Instant until) {
        return tx.createQuery(FAIL)
                .bind("merchant", user.merchant())
                .bind("phone", user.phone())
                .bind("user_id", user.userId())
                .bind("failures_max", failuresMax)
                .bind("at", at)
                .bind("until", until)
                .map((row, context) -> new Failed(row.getInt("failures"), Columns.optionalInstant(row, "locked_until")))
                .findOne();
    }

    /// Whether the code that matched `hash` is accepted.
    static boolean pass(Handle tx, User user, String hash, Instant at) {
        return tx.createUpdate(PASS)
                        .bind("merchant", user.merchant())
                        .bind("phone", user.phone())
                        .bind("user_id", user.userId())
                        .bind("hash", hash)
                        .bind("at", at)
                        .execute()
                == 1;
    }
}
