package dev.opendollr.cli;

import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;

/// One line of the log: flat JSON, times by RFC 3339, numbers as numbers, stack traces of limited length with
/// the root cause first.
///
/// Public because `logback.xml` names it.
public final class LogLine extends LogstashEncoder {
    private static final int STACK_FRAMES_MAX = 24;
    private static final int STACK_LENGTH_MAX = 8_192;

    public LogLine() {
        setTimeZone("UTC");
        setTimestampPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        var names = new LogstashFieldNames();
        names.setTimestamp("time");
        names.setVersion(null);
        names.setLevelValue(null);
        names.setLogger("logger");
        names.setThread("thread");
        setFieldNames(names);
        var stack = new ShortenedThrowableConverter();
        stack.setMaxDepthPerThrowable(STACK_FRAMES_MAX);
        stack.setMaxLength(STACK_LENGTH_MAX);
        stack.setRootCauseFirst(true);
        setThrowableConverter(stack);
    }
}
