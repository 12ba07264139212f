package dev.opendollr.base.http;

import java.util.List;

/// Where a request goes: a path in its one normal form, and a query.
record Target(String path, List<String> segments, String rawQuery, Query query) {
    /// The target of OPTIONS when it asks about the server as a whole.
    static final String SERVER = "*";

    Target {
        segments = List.copyOf(segments);
    }

    boolean isTheServer() {
        return path.equals(SERVER);
    }
}
