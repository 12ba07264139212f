package dev.opendollr.bench;

import dev.opendollr.base.problem.StartFailure;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the output of pgbench: its summary, and its log with one line for each transaction.
final class PgbenchOutput {
    private static final Pattern RATE =
            Pattern.compile("(?m)^tps = (?<rate>[0-9]+)\\.[0-9]+ \\(without initial connection time\\)$");
    private static final Pattern COUNT =
            Pattern.compile("(?m)^number of transactions actually processed: (?<count>[0-9]+)");

    private static final Pattern USED_UP = Pattern.compile("constraint \"(source_event|execution)_");

    /// The field after client and transaction: the time that the transaction took, in microseconds.
    private static final int MICROS_FIELD = 2;

    private PgbenchOutput() {}

    static long perSecond(String summary) {
        return number(RATE, "rate", summary);
    }

    static long count(String summary) {
        return number(COUNT, "count", summary);
    }

    static long[] micros(Stream<String> log) {
        return log.mapToLong(line -> Long.parseLong(line.split(" ", MICROS_FIELD + 2)[MICROS_FIELD]))
                .toArray();
    }

    /// Whether pgbench failed because its units were used up. A unit that is done twice, or whose order does
    /// not exist, violates a constraint of a table in which each event is written once.
    static boolean ranDry(List<String> errors) {
        return errors.stream().anyMatch(line -> USED_UP.matcher(line).find());
    }

    /// The sentence that says why it failed.
    static String complaint(List<String> errors) {
        return errors.stream()
                .filter(line -> line.contains("error:") || line.contains("ERROR:") || line.contains("FATAL:"))
                .findFirst()
                .or(() -> errors.stream().findFirst())
                .orElse("no reason given");
    }

    private static long number(Pattern pattern, String group, String summary) {
        var found = pattern.matcher(summary);
        if (!found.find()) {
            throw new StartFailure("pgbench said nothing about its " + group);
        }
        return Long.parseLong(found.group(group));
    }
}
