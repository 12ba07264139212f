package dev.opendollr.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Which part of a list is asked for: at most `limit` rows with keys above `after`, ascending.
public final class Page {
    static final int LIMIT_MAX = 1_000;

    private final int limit;
    private final long after;
    private final String path;
    private final Query query;

    Page(int limit, long after, String path, Query query) {
        this.limit = limit;
        this.after = after;
        this.path = path;
        this.query = query;
    }

    public long after() {
        return after;
    }

    /// How many rows to fetch: one more than are shown tells whether there is a next page.
    public int fetch() {
        return limit + 1;
    }

    /// A bare array, with a `Link` to the next page when there is one.
    public <T> void answer(Response response, List<T> fetched, ToLongFunction<T> key, Function<T, ?> json) {
        var shown = fetched.subList(0, Math.min(limit, fetched.size()));
        if (fetched.size() > limit) {
            response.header("Link", "<" + next(key.applyAsLong(shown.getLast())) + ">; rel=\"next\"");
        }
        Reply.ok(response, shown.stream().map(json).toList());
    }

    private String next(long last) {
        var parameters = new StringJoiner("&", path + "?", "");
        for (var name : query.names()) {
            if (!name.equals("after") && !name.equals("limit")) {
                parameters.add(encoded(name) + "=" + encoded(query.get(name).orElseThrow()));
            }
        }
        return parameters.add("limit=" + limit).add("after=" + last).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
