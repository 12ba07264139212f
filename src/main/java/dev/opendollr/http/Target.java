package dev.opendollr.http;

import java.util.List;

/// Where a request goes: a path in its one normal form, and a query.
record Target(String path, List<String> segments, String rawQuery, Query query) {
    Target {
        segments = List.copyOf(segments);
    }
}
