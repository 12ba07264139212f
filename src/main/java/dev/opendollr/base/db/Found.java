package dev.opendollr.base.db;

import java.util.List;
import java.util.stream.Stream;

/// How many cases break a rule, with descriptions of the first ones, at most [Inspection#SHOWN_MAX].
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
