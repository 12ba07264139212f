package dev.opendollr.bench;

import dev.opendollr.bench.Report.Column;
import java.util.List;

/// The table, in Markdown, of how long a payer waits for the last byte of a payment page, compared with a
/// merchant who retrieves the order.
final class PageReport {
    private static final int MEDIAN = 50;
    private static final int TAIL = 99;
    private static final long ONE = 1_000;

    private static final List<Column<Round>> COLUMNS = List.of(
            new Column<>("orders/s", round -> round.order().perSecond(), Long::toString),
            new Column<>("p50 ms", round -> micros(round.order(), MEDIAN), Report::millis),
            new Column<>("p99 ms", round -> micros(round.order(), TAIL), Report::millis),
            new Column<>("pages/s", round -> round.page().perSecond(), Long::toString),
            new Column<>("p50 ms", round -> micros(round.page(), MEDIAN), Report::millis),
            new Column<>("p99 ms", round -> micros(round.page(), TAIL), Report::millis),
            new Column<>("p50 ratio", round -> round.ratioPerMille(MEDIAN), Report::hundredthsOfThousandths),
            new Column<>("p99 ratio", round -> round.ratioPerMille(TAIL), Report::hundredthsOfThousandths),
            new Column<>("CPU s/10k orders", round -> round.order().cpuMillisPer10k(), Report::hundredthsOfThousandths),
            new Column<>("CPU s/10k pages", round -> round.page().cpuMillisPer10k(), Report::hundredthsOfThousandths));

    private PageReport() {}

    /// Orders and pages, measured one right after the other.
    record Round(Measurement order, Measurement page) {
        /// How much longer a page takes than an order, at this percentile.
        long ratioPerMille(int percent) {
            return micros(page, percent) * ONE / Math.max(1, micros(order, percent));
        }
    }

    static String table(List<Round> rounds) {
        return Report.table(COLUMNS, rounds);
    }

    private static long micros(Measurement measured, int percent) {
        return measured.latencies().percentileMicros(percent);
    }
}
