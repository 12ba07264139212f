package dev.opendollr.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opendollr.page.PageState.Back;
import dev.opendollr.page.PageState.CancelWish;
import dev.opendollr.page.PageState.Deadline;
import dev.opendollr.page.PageState.Newest;
import dev.opendollr.source.SourceStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The table that says which page a payer sees, read from `page/states-*.txt`. One kind of link has one table.
///
/// Each state is on one line: it has its page there, or the rule that forbids it.
final class PageStates {
    private static final String IMPOSSIBLE = "impossible";
    private static final String ANY = "*";
    private static final String NOTHING = "-";
    private static final int STATE_FIELDS = 5;
    private static final int PAGE_FIELDS = 9;
    private static final int RULE_FIELDS = 6;

    private final Map<PageState, Cell> cells;

    /// What the table says of one state.
    sealed interface Cell {
        /// Its page, what it says about money, in this order, and what may be done there.
        record Shown(PageKind page, int httpStatus, List<MoneySentence> money, Set<Way> ways) implements Cell {
            public Shown {
                money = List.copyOf(money);
                ways = Set.copyOf(ways);
            }
        }

        /// The rule of `verify` that forbids it.
        record Impossible(String rule) implements Cell {}
    }

    private PageStates(Map<PageState, Cell> cells) {
        this.cells = Map.copyOf(cells);
    }

    /// Behind links to pay.
    static PageStates pay() {
        return read("pay");
    }

    /// Behind links to receipts.
    static PageStates receipt() {
        return read("receipt");
    }

    private static PageStates read(String name) {
        Map<PageState, Cell> cells = new HashMap<>();
        Stream.concat(lines(name), lines(IMPOSSIBLE)).forEach(fields -> add(cells, fields));
        return new PageStates(cells);
    }

    Cell cell(PageState state) {
        var cell = cells.get(state);
        if (cell == null) {
            throw new IllegalStateException("no line has " + state);
        }
        return cell;
    }

    /// Throws when the state breaks a rule that always holds.
    Cell.Shown shown(PageState state) {
        return switch (cell(state)) {
            case Cell.Shown shown -> shown;
            case Cell.Impossible(var rule) -> throw new IllegalStateException(state + " breaks the rule: " + rule);
        };
    }

    private static void add(Map<PageState, Cell> cells, List<String> fields) {
        var cell = cell(fields);
        states(fields).forEach(state -> {
            if (cells.put(state, cell) != null) {
                throw new IllegalStateException("two lines have " + state);
            }
        });
    }

    private static Cell cell(List<String> fields) {
        if (fields.size() == RULE_FIELDS) {
            return new Cell.Impossible(fields.get(STATE_FIELDS));
        }
        if (fields.size() != PAGE_FIELDS) {
            throw new IllegalStateException("not a line of the table: " + fields);
        }
        return new Cell.Shown(
                PageKind.valueOf(fields.get(5)),
                Integer.parseInt(fields.get(6)),
                words(fields.get(7)).map(MoneySentence::valueOf).toList(),
                ways(fields.get(8)));
    }

    private static Set<Way> ways(String field) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        words(field).map(Way::valueOf).forEach(ways::add);
        return ways;
    }

    private static Stream<String> words(String field) {
        return field.equals(NOTHING) ? Stream.empty() : Arrays.stream(field.split(" +", -1));
    }

    private static Stream<PageState> states(List<String> fields) {
        return values(SourceStatus.class, fields.get(0))
                .flatMap(status -> values(Deadline.class, fields.get(1))
                        .flatMap(deadline -> values(Newest.class, fields.get(2))
                                .flatMap(newest -> values(CancelWish.class, fields.get(3))
                                        .flatMap(wish -> values(Back.class, fields.get(4))
                                                .map(back -> new PageState(status, deadline, newest, wish, back))))));
    }

    private static <E extends Enum<E>> Stream<E> values(Class<E> type, String field) {
        return field.equals(ANY)
                ? EnumSet.allOf(type).stream()
                : Arrays.stream(field.split("/", -1)).map(name -> Enum.valueOf(type, name));
    }

    /// The fields of each line, without comments and empty lines.
    private static Stream<List<String>> lines(String name) {
        var resource = "/page/states-" + name + ".txt";
        try (InputStream stream = PageStates.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(stream.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::strip)
                            .toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
