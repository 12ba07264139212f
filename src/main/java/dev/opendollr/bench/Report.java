package dev.opendollr.bench;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/// The tables at the end of a run, in Markdown.
final class Report {
    private static final int MEDIAN = 50;
    private static final int TAIL = 99;

    private final List<Column<Round>> columns;

    /// `units` is the name of the units.
    Report(String units) {
        columns = List.of(
                new Column<>("pgbench " + units + "/s", round -> round.pgbench().perSecond(), Long::toString),
                new Column<>("p50 ms", round -> round.pgbench().latencies().percentileMicros(MEDIAN), Report::millis),
                new Column<>("p99 ms", round -> round.pgbench().latencies().percentileMicros(TAIL), Report::millis),
                new Column<>(
                        "OpenDollr " + units + "/s", round -> round.server().perSecond(), Long::toString),
                new Column<>("p50 ms", round -> round.server().latencies().percentileMicros(MEDIAN), Report::millis),
                new Column<>("p99 ms", round -> round.server().latencies().percentileMicros(TAIL), Report::millis),
                new Column<>("ratio", Round::ratioPerMille, Report::hundredthsOfThousandths),
                new Column<>(
                        "pgbench CPU s/10k",
                        round -> round.pgbench().cpuMillisPer10k(),
                        Report::hundredthsOfThousandths),
                new Column<>(
                        "server CPU s/10k", round -> round.server().cpuMillisPer10k(), Report::hundredthsOfThousandths),
                new Column<>(
                        "load generator CPU s/10k",
                        round -> round.server().generatorCpuMillisPer10k(),
                        Report::hundredthsOfThousandths));
    }

    /// One figure of a round `R`: its name, its value, and its format.
    record Column<R>(String name, ToLongFunction<R> value, LongFunction<String> text) {
        String of(R round) {
            return text.apply(value.applyAsLong(round));
        }

        String median(List<R> rounds) {
            return text.apply(Report.median(rounds.stream().mapToLong(value).toArray()));
        }
    }

    String table(List<Round> rounds) {
        return table(columns, rounds);
    }

    /// A row for each round, and one with the median of each column.
    static <R> String table(List<Column<R>> columns, List<R> rounds) {
        var text = new StringBuilder();
        text.append(row("round", columns.stream().map(Column::name).toList()));
        text.append(row("---", columns.stream().map(column -> "---:").toList()));
        for (int i = 0; i < rounds.size(); i++) {
            var round = rounds.get(i);
            text.append(row(
                    Integer.toString(i + 1),
                    columns.stream().map(column -> column.of(round)).toList()));
        }
        text.append(row(
                "median", columns.stream().map(column -> column.median(rounds)).toList()));
        return text.toString();
    }

    /// The middle value; of two middle values the lower one.
    static long median(long[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }

    static String millis(long micros) {
        return BigDecimal.valueOf(micros / 10, 2).toPlainString();
    }

    static String hundredthsOfThousandths(long thousandths) {
        return BigDecimal.valueOf(thousandths / 10, 2).toPlainString();
    }

    private static String row(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |\n";
    }
}
