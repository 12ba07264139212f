package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Browser;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.Sale;
import dev.opendollr.testing.TestServer;
import dev.opendollr.testing.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long it takes from the gateway's outcome until the payer sees it on a waiting page.
@Tag("deep")
class PageDelayDeepTest {
    private static final int TABS = 25;
    private static final int ROUNDS = 2;
    private static final int PERCENT = 99;
    /// Outcomes come at any time between two looks of a page.
    private static final Duration APART = Duration.ofMillis(130);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    /// A payer who waits, and when the outcome came.
    private static final class Waiting {
        private final Sale sale;
        private final PayersHands payer;
        private long decidedNanos;

        private Waiting(Sale sale, PayersHands payer) {
            this.sale = sale;
            this.payer = payer;
        }
    }

    @ParameterizedTest(name = "scripts: {0}")
    @CsvSource({"true, 4000", "false, 6000"})
    void a_payer_sees_the_outcome_within_seconds(boolean runsScripts, long millisMax) {
        List<Duration> delays = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (var visit = BROWSER.visit(runsScripts ? Phone.USUAL : Phone.USUAL.withoutScripts())) {
                delays.addAll(delays(visit));
            }
        }
        delays.sort(Comparator.naturalOrder());
        var p99 = delays.get((delays.size() * PERCENT + 99) / 100 - 1);
        System.out.printf(
                "outcome to seen, scripts: %s, p50 %d ms, p99 %d ms, of %d%n",
                runsScripts, delays.get(delays.size() / 2).toMillis(), p99.toMillis(), delays.size());
        assertThat(p99).isLessThanOrEqualTo(Duration.ofMillis(millisMax));
    }

    private static List<Duration> delays(Visit visit) {
        List<Waiting> waiting = new ArrayList<>();
        for (int tab = 0; tab < TABS; tab++) {
            var shop = SERVER.newMerchant();
            var sale = Sale.of(shop);
            var account = Payments.account(shop, "COLLECTION", Payments.STAYS_IN_FLIGHT);
            var _ = Payments.collectOrder(shop, sale.order(), account);
            waiting.add(new Waiting(sale, new PayersHands(visit.open(sale.url())).sees("approve")));
        }
        List<Duration> delays = new ArrayList<>();
        int decided = 0;
        long begun = System.nanoTime();
        while (delays.size() < TABS) {
            while (decided < TABS && System.nanoTime() - begun >= decided * APART.toNanos()) {
                decide(waiting.get(decided));
                decided++;
            }
            for (var each : waiting.subList(0, decided)) {
                if (each.decidedNanos != 0 && each.payer.kind().equals("paid")) {
                    delays.add(Duration.ofNanos(System.nanoTime() - each.decidedNanos));
                    each.decidedNanos = 0;
                }
            }
        }
        return delays;
    }

    private static void decide(Waiting payer) {
        payer.decidedNanos = System.nanoTime();
        payer.sale.decide("complete");
    }
}
