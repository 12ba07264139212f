package dev.opendollr.base.http;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The decoded parameters of a query. If a parameter is repeated, the last one counts.
public final class Query {
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    private Query() {}

    /// Empty if `raw` is not UTF-8 in percent-encoding.
    static Optional<Query> parse(String raw) {
        var query = new Query();
        for (var pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            var value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            if (!pair.isEmpty()) {
                query.parameters.put(name.get(), value.get());
            }
        }
        return Optional.of(query);
    }

    /// The query of the target of a request. It has no parameters if the target has no query that can be read.
    static Query of(String target) {
        int mark = target.indexOf('?');
        return parse(mark < 0 ? "" : target.substring(mark + 1)).orElseGet(Query::new);
    }

    private static Optional<String> decoded(String text) {
        return PercentEncoding.decode(text.replace('+', ' '));
    }

    public boolean contains(String name) {
        return get(name).isPresent();
    }

    public Optional<String> get(String name) {
        var value = Optional.ofNullable(parameters.get(name));
        value.ifPresent(_ -> known.add(name));
        return value;
    }

    /// The parameters that the handler has read. The others have no meaning for this server.
    Set<String> known() {
        return known;
    }
}
