package dev.opendollr.db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a start or a stop is doing at the moment, a line each: in the log, and on a terminal whose log is elsewhere.
public final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger("dev.opendollr.progress");

    private Progress() {}

    public static void say(String line) {
        LOG.info("{}", line);
    }
}
