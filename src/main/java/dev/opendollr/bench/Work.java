package dev.opendollr.bench;

import java.io.IOException;

/// What one client does for one unit of a load over HTTP.
@FunctionalInterface
interface Work {
    /// Returns when the last answer has been read.
    void run(Requests requests, long unit) throws IOException;
}
