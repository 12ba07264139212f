package dev.opendollr.base.http;

import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.Id;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tools.jackson.databind.SequenceWriter;

/// The part of a list that a request asks for: at most `limit` rows with keys above `after`, in ascending
/// order.
public final class ListPart {
    static final int LIMIT_MAX = 1_000;
    /// Bytes of one page. A single row that is larger gets a page of its own.
    static final int BYTES_MAX = 1024 * 1024;

    private final int limit;
    private final long after;
    private final Optional<Request> continued;

    private ListPart(int limit, long after, Optional<Request> continued) {
        this.limit = limit;
        this.after = after;
        this.continued = continued;
    }

    /// The part that `request` asks for. The link to the next page is built from `request`.
    ListPart(int limit, long after, Request request) {
        this(limit, after, Optional.of(request));
    }

    /// Collects the rows of an answer: the first `limit` rows of a list that has no next page.
    public static <T> Rows<T> first(int limit, Response response, Function<T, ?> json) {
        return new ListPart(limit, 0, Optional.empty()).of(response, _ -> 0, json);
    }

    /// Collects the rows of an answer. `json` turns each row into JSON, and `key` gives the key of the row.
    public <T> Rows<T> of(Response response, ToLongFunction<T> key, Function<T, ?> json) {
        return new Rows<>(this, response, key, json);
    }

    /// The same for rows whose keys are their ids.
    public <T> Rows<T> byId(Response response, Function<T, ? extends Id> id, Function<T, ?> json) {
        return of(response, row -> id.apply(row).value(), json);
    }

    public long after() {
        return after;
    }

    /// How many rows to fetch: one more than the answer has, which tells whether there is a next page.
    public int fetch() {
        return limit + 1;
    }

    /// Answers with a list that is always short, such as one row for each currency.
    public <T> void answer(Response response, List<T> fetched, ToLongFunction<T> key, Function<T, ?> json) {
        var rows = of(response, key, json);
        for (var row : fetched) {
            if (!rows.take(row)) {
                break;
            }
        }
        rows.answer();
    }

    /// The rows of one page. Each is written as JSON when it arrives, and is kept in no other form.
    public static final class Rows<T> implements Listing<T> {
        private static final int END_BYTES = 1;

        private final ListPart page;
        private final Response response;
        private final ToLongFunction<T> key;
        private final Function<T, ?> json;
        private final Pieces pieces;
        private SequenceWriter writer;
        private int count;
        private long last;
        private boolean more;

        private Rows(ListPart page, Response response, ToLongFunction<T> key, Function<T, ?> json) {
            this.page = page;
            this.response = response;
            this.key = key;
            this.json = json;
            pieces = new Pieces(response::hold);
            writer = Json.array(pieces);
        }

        @Override
        public long after() {
            return page.after();
        }

        @Override
        public int fetch() {
            return page.fetch();
        }

        @Override
        public void begin() {
            pieces.cutTo(0);
            writer = Json.array(pieces);
            count = 0;
            more = false;
        }

        @Override
        public boolean take(T row) {
            if (count == page.limit) {
                more = true;
                return false;
            }
            int before = pieces.length();
            writer.write(json.apply(row));
            if (count > 0 && pieces.length() + END_BYTES > BYTES_MAX) {
                pieces.cutTo(before);
                more = true;
                return false;
            }
            count++;
            last = key.applyAsLong(row);
            return true;
        }

        /// Answers with an array of the rows, and with a `Link` header to the next page if there is one.
        public void answer() {
            answer(more ? Optional.of(Long.toString(last)) : Optional.empty());
        }

        /// The same for a list that never ends: the `Link` to the next page begins after `cursor`, even if no
        /// further row exists yet.
        public void answer(String cursor) {
            answer(Optional.of(cursor));
        }

        private void answer(Optional<String> next) {
            writer.close();
            next.ifPresent(after -> page.continued.ifPresent(
                    request -> response.header("Link", "<" + page.next(request, after) + ">; rel=\"next\"")));
            Reply.answer(response, Status.OK, pieces);
        }
    }

    private String next(Request request, String last) {
        var query = request.query();
        var parameters = new StringJoiner("&", request.path() + "?", "");
        for (var name : query.known()) {
            if (!name.equals("after") && !name.equals("limit")) {
                parameters.add(encoded(name) + "=" + encoded(query.get(name).orElseThrow()));
            }
        }
        return parameters.add("limit=" + limit).add("after=" + encoded(last)).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
