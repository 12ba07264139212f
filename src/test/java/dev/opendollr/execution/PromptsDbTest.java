package dev.opendollr.execution;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.token.Hashes;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.execution.Prompts.Answer;
import dev.opendollr.execution.Prompts.Limits;
import dev.opendollr.testing.Deadlocks;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestPostgres;
import dev.opendollr.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many prompts a phone is sent, and what is known of it.
class PromptsDbTest {
    private static final MerchantId ONE = new MerchantId(1);
    private static final MerchantId OTHER = new MerchantId(2);
    private static final String PHONE = "231771234789";
    private static final String OTHER_PHONE = "231771234780";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int CROWD = 20;
    private static final int ROUNDS = 10;

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), CROWD);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final TokenKeys keys = new TokenKeys(TestServer.KEY, List.of());
    private final Prompts prompts = prompts(keys, Prompts.LIVE);

    @AfterEach
    void nobody_met_in_a_deadlock() {
        database.close();
        Deadlocks.checkNone(clone.asOwner());
    }

    @Test
    void three_in_ten_minutes_are_sent_and_the_next_is_told_when() {
        var first = now.get();
        for (int prompt = 0; prompt < 3; prompt++) {
            assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Taken.class);
            advance(Duration.ofMinutes(1));
        }
        assertThat(take(ONE, PHONE)).isEqualTo(new Answer.Full(first.plus(TEN_MINUTES)));
        assertThat(take(OTHER, PHONE)).as("over all merchants").isEqualTo(new Answer.Full(first.plus(TEN_MINUTES)));
        assertThat(take(ONE, OTHER_PHONE)).isInstanceOf(Answer.Taken.class);
        now.set(first.plus(TEN_MINUTES).minusNanos(1000));
        assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Full.class);
        now.set(first.plus(TEN_MINUTES));
        assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Taken.class);
        assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Full.class);
    }

    @Test
    void ten_a_day_are_sent() {
        var first = now.get();
        for (int prompt = 0; prompt < 10; prompt++) {
            assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Taken.class);
            advance(TEN_MINUTES);
        }
        assertThat(take(ONE, PHONE)).isEqualTo(new Answer.Full(first.plus(DAY)));
        now.set(first.plus(DAY));
        assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Taken.class);
        assertThat(take(ONE, PHONE))
                .isEqualTo(new Answer.Full(first.plus(TEN_MINUTES).plus(DAY)));
    }

    @Test
    void the_longer_wait_is_told() {
        for (int prompt = 0; prompt < 7; prompt++) {
            assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Taken.class);
            advance(TEN_MINUTES);
        }
        now.set(Instant.parse("2026-03-02T11:59:00Z"));
        for (int prompt = 0; prompt < 3; prompt++) {
            assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Taken.class);
        }
        assertThat(take(ONE, PHONE)).isEqualTo(new Answer.Full(Instant.parse("2026-03-02T12:09:00Z")));
    }

    @Test
    void of_a_crowd_at_once_three_are_sent() {
        for (int round = 0; round < ROUNDS; round++) {
            var phone = "23177000000" + round;
            var answers = Race.allAnswer(IntStream.range(0, CROWD)
                    .mapToObj(rival -> (Callable<Answer>) () -> take(rival % 2 == 0 ? ONE : OTHER, phone))
                    .toList());
            assertThat(answers.stream().filter(Answer.Taken.class::isInstance)).hasSize(3);
        }
    }

    @Test
    void one_payment_has_one_place_however_often_it_is_asked_for() {
        for (int round = 0; round < ROUNDS; round++) {
            var phone = "23177000001" + round;
            var payment = UUID.randomUUID();
            var answers = Race.allAnswer(nCopies(CROWD, () -> prompts.take(ONE, phone, payment)));
            assertThat(answers).allMatch(Answer.Taken.class::isInstance);
            assertThat(count("select count(*) from prompt")).isEqualTo(3 * round + 1);
            assertThat(take(ONE, phone)).isInstanceOf(Answer.Taken.class);
            assertThat(take(ONE, phone)).isInstanceOf(Answer.Taken.class);
            assertThat(take(ONE, phone)).isInstanceOf(Answer.Full.class);
            assertThat(prompts.take(ONE, phone, payment)).as("its own place").isInstanceOf(Answer.Taken.class);
        }
    }

    @Test
    void a_place_that_is_given_back_is_free_and_no_other() {
        var taken = (Answer.Taken) take(ONE, PHONE);
        assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Taken.class);
        assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Taken.class);
        prompts.giveBack(taken.place());
        prompts.giveBack(taken.place());
        assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Taken.class);
        assertThat(take(ONE, PHONE)).isInstanceOf(Answer.Full.class);
    }

    @Test
    void a_place_that_two_requests_share_stays_until_both_have_given_it_back() {
        var payment = UUID.randomUUID();
        var first = (Answer.Taken) prompts.take(ONE, PHONE, payment);
        var second = (Answer.Taken) prompts.take(ONE, PHONE, payment);
        prompts.giveBack(first.place());
        assertThat(count("select count(*) from prompt")).isOne();
        prompts.giveBack(second.place());
        assertThat(count("select count(*) from prompt")).isZero();
    }

    @Test
    void a_sandbox_sends_twenty_times_as_many_for_each_merchant() {
        var sandbox = prompts(keys, Prompts.SANDBOX);
        for (int prompt = 0; prompt < 60; prompt++) {
            assertThat(sandbox.take(ONE, PHONE, UUID.randomUUID())).isInstanceOf(Answer.Taken.class);
        }
        assertThat(sandbox.take(ONE, PHONE, UUID.randomUUID())).isInstanceOf(Answer.Full.class);
        assertThat(sandbox.take(OTHER, PHONE, UUID.randomUUID())).isInstanceOf(Answer.Taken.class);
        assertThat(Prompts.SANDBOX.inADay()).isEqualTo(600);
    }

    @Test
    void nothing_that_is_kept_tells_the_phone() {
        var _ = take(ONE, PHONE);
        assertThat(count("select count(*) from prompt where phone_hash ~ '^[0-9a-f]{64}$'"))
                .isOne();
        assertThat(count("select count(*) from prompt where cast(prompt as text) like '%" + PHONE + "%'"))
                .isZero();
        var byOthers = new Hashes(new TokenKeys(key(2), List.of()), Purpose.PROMPT).of(PHONE);
        assertThat(count("select count(*) from prompt where phone_hash = '" + byOthers.getFirst() + "'"))
                .isZero();
        assertThat(take(ONE, PHONE).toString()).doesNotContain(PHONE);
    }

    @Test
    void what_was_counted_with_a_key_that_is_retired_counts() {
        var _ = take(ONE, PHONE);
        var _ = take(ONE, PHONE);
        var after = prompts(new TokenKeys(key(2), List.of(TestServer.KEY)), Prompts.LIVE);
        assertThat(after.take(ONE, PHONE, UUID.randomUUID())).isInstanceOf(Answer.Taken.class);
        assertThat(after.take(ONE, PHONE, UUID.randomUUID())).isInstanceOf(Answer.Full.class);
    }

    @Test
    void a_prompt_is_forgotten_after_a_day() {
        for (int phone = 0; phone < CROWD; phone++) {
            var _ = take(ONE, "2317712347" + (10 + phone));
        }
        advance(DAY);
        var _ = take(ONE, PHONE);
        assertThat(count("select count(*) from prompt")).isOne();
    }

    @Test
    void limits_that_allow_nothing_are_refused() {
        assertThatThrownBy(() -> new Limits(0, 10, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(3, 2, false)).isInstanceOf(IllegalArgumentException.class);
    }

    private Prompts prompts(TokenKeys signing, Limits limits) {
        return new Prompts(database, new Hashes(signing, Purpose.PROMPT), now::get, limits);
    }

    private Answer take(MerchantId merchant, String phone) {
        return prompts.take(merchant, phone, UUID.randomUUID());
    }

    private void advance(Duration by) {
        now.set(now.get().plus(by));
    }

    private long count(String sql) {
        return clone.asOwner()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static SecretKey key(int number) {
        return TokenKeys.secret(
                ("another key for tests, 32 bytes long, number " + number).getBytes(StandardCharsets.US_ASCII));
    }
}
