package dev.opendollr.bench;

import java.util.List;

/// The table, in Markdown, of the throughput and latency that a merchant got during each attack.
final class AttackReport {
    private static final int MEDIAN = 50;
    private static final int TAIL = 99;
    private static final int LONGEST = 100;
    private static final long ONE = 1_000;

    private AttackReport() {}

    /// The measurement during one attack: how often the attack's request was sent, and what the merchant got.
    record Row(String attack, int connections, long sent, Measurement merchant) {}

    /// All other rows are compared with the first one.
    static String table(String units, List<Row> rows) {
        var text = new StringBuilder("| attack | its connections | its requests/s | " + units
                + "/s | p50 ms | p99 ms | longest ms | p99 to that without attack |\n"
                + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        long quiet = rows.getFirst().merchant().latencies().percentileMicros(TAIL);
        for (var row : rows) {
            var latencies = row.merchant().latencies();
            var tail = latencies.percentileMicros(TAIL);
            text.append("| ")
                    .append(String.join(
                            " | ",
                            row.attack(),
                            Integer.toString(row.connections()),
                            Long.toString(row.sent()
                                    / Math.max(1, row.merchant().took().toSeconds())),
                            Long.toString(row.merchant().perSecond()),
                            Report.millis(latencies.percentileMicros(MEDIAN)),
                            Report.millis(tail),
                            Report.millis(latencies.percentileMicros(LONGEST)),
                            Report.hundredthsOfThousandths(tail * ONE / Math.max(1, quiet))))
                    .append(" |\n");
        }
        return text.toString();
    }
}
