package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.testing.Eventually;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two merchants have more due than may be looked at together, and their gateway is slow.
class SharesOfLooksDbTest {
    private static final int SHARE = 16;
    private static final int MANY = 200;
    private static final int ANSWERS = 20;

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final OneShop shop = new OneShop(gateway, new SimulatedClock(), 4);
    private final Backlog own = shop.backlog(shop.trader());
    private final Backlog ofOther = shop.backlog(shop.otherTrader());

    private final Map<MerchantId, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Semaphore mayAnswer = new Semaphore(0);

    @AfterEach
    void the_books_are_right() {
        shop.doors().close();
        own.forget();
        shop.close();
    }

    @Test
    void no_merchant_has_more_looks_than_its_share() {
        own.add(MANY, false);
        ofOther.add(MANY, false);
        gateway.says(this::slowly);
        shop.doors().resolver().start();
        for (int answer = 1; answer <= ANSWERS; answer++) {
            int expected = answer;
            Eventually.isTrue("both have their share", () -> underWay() == 2 * SHARE);
            mayAnswer.release();
            Eventually.isTrue("an answer is heard", () -> answered.get() == expected);
        }
        Eventually.isTrue("both have their share", () -> underWay() == 2 * SHARE);
        assertThat(most).hasValue(SHARE);
        mayAnswer.release(2 * MANY);
    }

    private int underWay() {
        return asked.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private Outcome slowly(Attempt attempt) {
        var now = asked.computeIfAbsent(attempt.merchant(), _ -> new AtomicInteger());
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        mayAnswer.acquireUninterruptibly();
        now.decrementAndGet();
        answered.incrementAndGet();
        return new Outcome.Accepted("gw");
    }
}
