package dev.opendollr.base.db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports the current step of a start or a stop, one line each: in the log, and on the terminal if the log is
/// elsewhere.
public final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger("dev.opendollr.progress");

    private Progress() {}

    public static void say(String line) {
        LOG.info("{}", line);
    }
}
