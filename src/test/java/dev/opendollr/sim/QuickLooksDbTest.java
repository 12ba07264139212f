package dev.opendollr.sim;

import dev.opendollr.gateway.Outcome;
import dev.opendollr.testing.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One merchant alone has more due than its share of looks, and its gateway answers at once.
class QuickLooksDbTest {
    private static final int MANY = 500;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final OneShop shop = new OneShop(gateway, new SimulatedClock(), 4);
    private final Backlog own = shop.backlog(shop.trader());

    @AfterEach
    void the_books_are_right() {
        shop.doors().close();
        own.forget();
        shop.close();
    }

    @Test
    void a_look_that_ends_makes_room_for_the_next_one_at_once() {
        own.add(MANY, false);
        gateway.says(new Outcome.Accepted("gw"));
        shop.doors().resolver().start();
        Eventually.isTrue("all are looked at", SOON, () -> own.left() == 0);
    }
}
