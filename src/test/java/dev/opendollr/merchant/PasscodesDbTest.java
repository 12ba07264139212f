package dev.opendollr.merchant;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.merchant.Passcodes.Verdict;
import dev.opendollr.merchant.Passcodes.Verdict.Locked;
import dev.opendollr.merchant.Passcodes.Verdict.Right;
import dev.opendollr.merchant.Passcodes.Verdict.Wrong;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.Refusals;
import dev.opendollr.testing.TestPostgres;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasscodesDbTest {
    private static final String PHONE = "231771234567";
    private static final String CODE = "2468";
    private static final int ROUNDS = 10;
    private static final int RIVALS = 16;

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 8);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final InstantSource clock = now::get;
    private final Passcodes passcodes = new Passcodes(database, clock, new SecureRandom());
    private MerchantId merchant = newMerchant();

    @BeforeEach
    void a_merchant_with_one_user() {
        merchant = newMerchant();
        passcodes.set(merchant, PHONE, Optional.of("user-7"), CODE);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void the_right_code_is_right_by_phone_by_user_id_and_by_both() {
        assertThat(check(CODE)).isEqualTo(new Right());
        assertThat(passcodes.check(merchant, Optional.empty(), Optional.of("user-7"), CODE))
                .isEqualTo(new Right());
        assertThat(passcodes.check(merchant, Optional.of(PHONE), Optional.of("user-7"), CODE))
                .isEqualTo(new Right());
    }

    @Test
    void phone_and_user_id_must_belong_together() {
        passcodes.set(merchant, "231770000009", Optional.of("user-8"), "1357");
        assertThat(passcodes.check(merchant, Optional.of(PHONE), Optional.of("user-8"), CODE))
                .isInstanceOf(Wrong.class);
        assertThat(Refusals.sentence(() -> passcodes.set(merchant, PHONE, Optional.of("user-8"), CODE)))
                .contains("another phone");
    }

    @Test
    void nobody_and_another_merchants_user_are_wrong() {
        var other = newMerchant();
        assertThat(passcodes.check(other, Optional.of(PHONE), Optional.empty(), CODE))
                .isEqualTo(new Wrong(4));
        assertThat(passcodes.check(merchant, Optional.of("231779999999"), Optional.empty(), CODE))
                .isEqualTo(new Wrong(4));
        assertThat(passcodes.check(merchant, Optional.empty(), Optional.of("nobody"), CODE))
                .isEqualTo(new Wrong(4));
        assertThat(passcodes.check(merchant, Optional.empty(), Optional.empty(), CODE))
                .isEqualTo(new Wrong(4));
    }

    @Test
    void the_fifth_wrong_code_locks_for_a_quarter_of_an_hour_and_the_right_one_too() {
        for (int left = 4; left >= 1; left--) {
            assertThat(check("0000")).isEqualTo(new Wrong(left));
        }
        var until = now.get().plus(Duration.ofMinutes(15));
        assertThat(check("0000")).isEqualTo(new Locked(until));
        assertThat(check(CODE)).isEqualTo(new Locked(until));
        now.set(until.minusMillis(1));
        assertThat(check(CODE)).isEqualTo(new Locked(until));
        now.set(until);
        assertThat(check("0000")).isEqualTo(new Wrong(4));
        assertThat(check(CODE)).isEqualTo(new Right());
    }

    @Test
    void a_right_code_forgives_the_wrong_ones_before() {
        for (int round = 0; round < 3; round++) {
            for (int left = 4; left >= 1; left--) {
                assertThat(check("99999999")).isEqualTo(new Wrong(left));
            }
            assertThat(check(CODE)).isEqualTo(new Right());
        }
    }

    @Test
    void a_new_code_replaces_the_old_one_ends_the_lock_and_keeps_the_user_id() {
        for (int guess = 0; guess < 5; guess++) {
            var _ = check("0000");
        }
        assertThat(check(CODE)).isInstanceOf(Locked.class);
        passcodes.set(merchant, PHONE, Optional.empty(), "135790");
        assertThat(check(CODE)).isEqualTo(new Wrong(4));
        assertThat(passcodes.check(merchant, Optional.empty(), Optional.of("user-7"), "135790"))
                .isEqualTo(new Right());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "123", "1234567890123", "12a4", "12 34", "١٢٣٤"})
    void only_4_to_12_digits_are_a_code(String code) {
        assertThatThrownBy(() -> passcodes.set(merchant, PHONE, Optional.empty(), code))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(check(code)).isInstanceOf(Wrong.class);
    }

    /// Whoever guesses in parallel learns no more than whoever guesses one by one.
    @Test
    void of_many_guesses_at_once_no_more_than_five_are_judged() {
        var random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            a_merchant_with_one_user();
            List<Callable<Verdict>> guesses = new ArrayList<>(nCopies(RIVALS - 1, () -> check("0000")));
            guesses.add(random.nextInt(RIVALS), () -> check(CODE));
            var verdicts = Race.answers(Race.run(guesses));
            assertThat(verdicts).hasSize(RIVALS);
            var wrong = verdicts.stream().filter(Wrong.class::isInstance).toList();
            boolean right = verdicts.contains(new Right());
            // A right code in between forgives those before it.
            assertThat(wrong.size()).isLessThanOrEqualTo(right ? 8 : 4);
            assertThat(wrong.stream().filter(new Wrong(4)::equals).count())
                    .isEqualTo(right && wrong.size() > 4 ? 2 : 1);
            assertThat(check(CODE)).isInstanceOf(Locked.class);
        }
    }

    @Test
    void a_right_code_that_comes_after_the_lock_is_refused_even_when_it_was_read_before() {
        var locking = Collections.nCopies(12, (Callable<Verdict>) () -> check("0000"));
        assertThat(Race.answers(Race.run(locking)).stream().filter(Wrong.class::isInstance))
                .containsExactlyInAnyOrder(new Wrong(4), new Wrong(3), new Wrong(2), new Wrong(1));
        assertThat(database.everywhere()
                        .<Boolean>single(handle -> PasscodeTable.pass(
                                handle,
                                new PasscodeTable.User(merchant, Optional.of(PHONE), Optional.empty()),
                                storedHash(),
                                now.get())))
                .isFalse();
    }

    @Test
    void more_hashes_at_once_than_the_memory_carries_are_refused() {
        var guesses = nCopies(60, (Callable<Verdict>) () -> check(CODE));
        var outcomes = Race.run(guesses);
        assertThat(Race.answers(outcomes)).isNotEmpty().containsOnly(new Right());
        assertThat(Race.failures(outcomes))
                .isNotEmpty()
                .allMatch(failure ->
                        failure instanceof ProblemException refused && refused.problem() instanceof Unavailable);
        assertThat(check(CODE)).isEqualTo(new Right());
    }

    @Test
    void a_user_that_does_not_exist_is_locked_like_one_that_does() {
        var nobody = Optional.of("231779999999");
        for (int left = 4; left >= 1; left--) {
            assertThat(passcodes.check(merchant, nobody, Optional.empty(), CODE))
                    .isEqualTo(new Wrong(left));
        }
        var until = now.get().plus(Duration.ofMinutes(15));
        assertThat(passcodes.check(merchant, nobody, Optional.empty(), CODE)).isEqualTo(new Locked(until));
        assertThat(passcodes.check(merchant, nobody, Optional.empty(), CODE)).isEqualTo(new Locked(until));
        assertThat(check(CODE)).as("nobody else is locked").isEqualTo(new Right());
        now.set(until);
        assertThat(passcodes.check(merchant, nobody, Optional.empty(), CODE)).isEqualTo(new Wrong(4));
    }

    @Test
    void guesses_at_ever_new_users_lock_the_unknown_ones_of_that_merchant_only() {
        for (int guess = 0; guess < UnknownUsers.OF_ONE_MERCHANT_MAX - 1; guess++) {
            assertThat(passcodes.check(merchant, Optional.empty(), Optional.of("nobody-" + guess), CODE))
                    .isEqualTo(new Wrong(4));
        }
        assertThat(passcodes.check(merchant, Optional.empty(), Optional.of("one-more"), CODE))
                .isInstanceOf(Locked.class);
        assertThat(passcodes.check(merchant, Optional.empty(), Optional.of("and-one"), CODE))
                .isInstanceOf(Locked.class);
        assertThat(check(CODE)).as("a user who exists").isEqualTo(new Right());
        assertThat(passcodes.check(newMerchant(), Optional.empty(), Optional.of("nobody-1"), CODE))
                .as("another merchant's")
                .isEqualTo(new Wrong(4));
    }

    @Test
    void one_merchants_flood_of_codes_leaves_a_place_to_another() throws InterruptedException {
        var other = newMerchant();
        passcodes.set(other, PHONE, Optional.empty(), CODE);
        var ended = new AtomicBoolean();
        List<Thread> flood = new ArrayList<>();
        for (int caller = 0; caller < 24; caller++) {
            flood.add(Thread.ofVirtual().start(() -> {
                while (!ended.get()) {
                    try {
                        var _ = check(CODE);
                    } catch (ProblemException refused) {
                        assertThat(refused.problem()).isInstanceOf(Unavailable.class);
                    }
                }
            }));
        }
        try {
            for (int payout = 0; payout < 10; payout++) {
                assertThat(passcodes.check(other, Optional.of(PHONE), Optional.empty(), CODE))
                        .isEqualTo(new Right());
            }
        } finally {
            ended.set(true);
            for (var thread : flood) {
                thread.join();
            }
        }
    }

    @Test
    void only_the_hash_is_kept() {
        assertThat(storedHash()).startsWith("$argon2id$").doesNotContain(CODE);
        assertThat(passcodes.isSet(merchant, PHONE)).isTrue();
        assertThat(passcodes.isSet(newMerchant(), PHONE)).isFalse();
    }

    private Verdict check(String code) {
        return passcodes.check(merchant, Optional.of(PHONE), Optional.empty(), code);
    }

    private String storedHash() {
        var user = new PasscodeTable.User(merchant, Optional.of(PHONE), Optional.empty());
        return database.everywhere()
                .single(handle -> PasscodeTable.find(handle, user))
                .orElseThrow()
                .hash();
    }

    private MerchantId newMerchant() {
        var credentials = new Credentials(database, InstantSource.system(), new SecureRandom());
        return new Merchants(database, credentials, InstantSource.system())
                .register("Shop", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty())
                .merchant()
                .id();
    }
}
