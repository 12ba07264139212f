package dev.opendollr.db;

import java.util.List;
import java.util.stream.Stream;

/// How much breaks a rule, and the first of it in words, [Inspection#SHOWN_MAX] at most.
record Found(List<String> first, long count) {
    Found {
        first = List.copyOf(first);
    }

    Found plus(Found other) {
        return new Found(
                Stream.concat(first.stream(), other.first.stream())
                        .limit(Inspection.SHOWN_MAX)
                        .toList(),
                count + other.count);
    }
}
