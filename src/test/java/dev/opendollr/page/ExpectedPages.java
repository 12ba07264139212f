package dev.opendollr.page;

import static java.util.Objects.requireNonNull;

import dev.opendollr.page.PageState.Back;
import dev.opendollr.page.PageState.CancelWish;
import dev.opendollr.page.PageState.Deadline;
import dev.opendollr.page.PageState.Newest;
import dev.opendollr.source.SourceStatus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The pages that payers must see, written down by hand: each state that five values can make, 600 of them.
///
/// `V1` to `V6` are rules of `verify` that forbid a state, and `def` is a state whose values exclude each other.
public final class ExpectedPages {
    private static final int FIRST_CELL = 4;

    /// The newest attempt has ended, or there is none.
    private static final String AT_REST = """
        status     deadline cancel back  NONE      KEPT DECLINED_ALL DECLINED      DOUBT         BACK
        IDLE       OPEN     NO     NO    NOT_READY V2   V4           V4            V4            V4
        IDLE       OPEN     NO     GOING def       V2   V4           V4            V4            V4
        IDLE       OPEN     NO     WENT  def       V2   V4           V4            V4            V4
        IDLE       OPEN     YES    NO    V3        V2   V3           V3            V3            V3
        IDLE       OPEN     YES    GOING V3        V2   V3           V3            V3            V3
        IDLE       OPEN     YES    WENT  V3        V2   V3           V3            V3            V3
        IDLE       OVER     NO     NO    NOT_READY V2   V4           V4            V4            V4
        IDLE       OVER     NO     GOING def       V2   V4           V4            V4            V4
        IDLE       OVER     NO     WENT  def       V2   V4           V4            V4            V4
        IDLE       OVER     YES    NO    V3        V2   V3           V3            V3            V3
        IDLE       OVER     YES    GOING V3        V2   V3           V3            V3            V3
        IDLE       OVER     YES    WENT  V3        V2   V3           V3            V3            V3
        ACTIVE     OPEN     NO     NO    PAY       V2   REFUSED      REFUSED       NOT_COME      V6
        ACTIVE     OPEN     NO     GOING def       V2   def          REFUSED       NOT_COME      CAME_LATE
        ACTIVE     OPEN     NO     WENT  def       V2   def          REFUSED       NOT_COME      CAME_LATE
        ACTIVE     OPEN     YES    NO    V3        V2   V3           V3            V3            V3
        ACTIVE     OPEN     YES    GOING V3        V2   V3           V3            V3            V3
        ACTIVE     OPEN     YES    WENT  V3        V2   V3           V3            V3            V3
        ACTIVE     OVER     NO     NO    EXPIRED   V2   EXPIRED      EXPIRED       EXPIRED       V6
        ACTIVE     OVER     NO     GOING def       V2   def          EXPIRED       EXPIRED       EXPIRED
        ACTIVE     OVER     NO     WENT  def       V2   def          EXPIRED       EXPIRED       EXPIRED
        ACTIVE     OVER     YES    NO    V3        V2   V3           V3            V3            V3
        ACTIVE     OVER     YES    GOING V3        V2   V3           V3            V3            V3
        ACTIVE     OVER     YES    WENT  V3        V2   V3           V3            V3            V3
        PROCESSING OPEN     NO     NO    V1        V1   V1           V1            V1            V1
        PROCESSING OPEN     NO     GOING V1        V1   V1           V1            V1            V1
        PROCESSING OPEN     NO     WENT  V1        V1   V1           V1            V1            V1
        PROCESSING OPEN     YES    NO    V1        V1   V1           V1            V1            V1
        PROCESSING OPEN     YES    GOING V1        V1   V1           V1            V1            V1
        PROCESSING OPEN     YES    WENT  V1        V1   V1           V1            V1            V1
        PROCESSING OVER     NO     NO    V1        V1   V1           V1            V1            V1
        PROCESSING OVER     NO     GOING V1        V1   V1           V1            V1            V1
        PROCESSING OVER     NO     WENT  V1        V1   V1           V1            V1            V1
        PROCESSING OVER     YES    NO    V1        V1   V1           V1            V1            V1
        PROCESSING OVER     YES    GOING V1        V1   V1           V1            V1            V1
        PROCESSING OVER     YES    WENT  V1        V1   V1           V1            V1            V1
        PAID       OPEN     NO     NO    V2        PAID V4           V4            V4            V4
        PAID       OPEN     NO     GOING V2        PAID V4           V4            V4            V4
        PAID       OPEN     NO     WENT  V2        PAID V4           V4            V4            V4
        PAID       OPEN     YES    NO    V2        V3   V3           V3            V3            V3
        PAID       OPEN     YES    GOING V2        V3   V3           V3            V3            V3
        PAID       OPEN     YES    WENT  V2        V3   V3           V3            V3            V3
        PAID       OVER     NO     NO    V2        PAID V4           V4            V4            V4
        PAID       OVER     NO     GOING V2        PAID V4           V4            V4            V4
        PAID       OVER     NO     WENT  V2        PAID V4           V4            V4            V4
        PAID       OVER     YES    NO    V2        V3   V3           V3            V3            V3
        PAID       OVER     YES    GOING V2        V3   V3           V3            V3            V3
        PAID       OVER     YES    WENT  V2        V3   V3           V3            V3            V3
        CANCELED   OPEN     NO     NO    CANCELED  V2   CANCELED     CANCELED      CANCELED      V6
        CANCELED   OPEN     NO     GOING def       V2   def          CANCELED_BACK CANCELED_BACK CANCELED_BACK
        CANCELED   OPEN     NO     WENT  def       V2   def          CANCELED_BACK CANCELED_BACK CANCELED_BACK
        CANCELED   OPEN     YES    NO    V5        V2   CANCELED     CANCELED      CANCELED      V6
        CANCELED   OPEN     YES    GOING V5        V2   def          CANCELED_BACK CANCELED_BACK CANCELED_BACK
        CANCELED   OPEN     YES    WENT  V5        V2   def          CANCELED_BACK CANCELED_BACK CANCELED_BACK
        CANCELED   OVER     NO     NO    CANCELED  V2   CANCELED     CANCELED      CANCELED      V6
        CANCELED   OVER     NO     GOING def       V2   def          CANCELED_BACK CANCELED_BACK CANCELED_BACK
        CANCELED   OVER     NO     WENT  def       V2   def          CANCELED_BACK CANCELED_BACK CANCELED_BACK
        CANCELED   OVER     YES    NO    V5        V2   CANCELED     CANCELED      CANCELED      V6
        CANCELED   OVER     YES    GOING V5        V2   def          CANCELED_BACK CANCELED_BACK CANCELED_BACK
        CANCELED   OVER     YES    WENT  V5        V2   def          CANCELED_BACK CANCELED_BACK CANCELED_BACK
        """;

    /// The newest attempt is in flight.
    private static final String IN_FLIGHT = """
        status     deadline cancel back  SENT      ASKED     ACTS      UNSURE
        IDLE       OPEN     NO     NO    V1        V1        V1        V1
        IDLE       OPEN     NO     GOING V1        V1        V1        V1
        IDLE       OPEN     NO     WENT  V1        V1        V1        V1
        IDLE       OPEN     YES    NO    V1        V1        V1        V1
        IDLE       OPEN     YES    GOING V1        V1        V1        V1
        IDLE       OPEN     YES    WENT  V1        V1        V1        V1
        IDLE       OVER     NO     NO    V1        V1        V1        V1
        IDLE       OVER     NO     GOING V1        V1        V1        V1
        IDLE       OVER     NO     WENT  V1        V1        V1        V1
        IDLE       OVER     YES    NO    V1        V1        V1        V1
        IDLE       OVER     YES    GOING V1        V1        V1        V1
        IDLE       OVER     YES    WENT  V1        V1        V1        V1
        ACTIVE     OPEN     NO     NO    V1        V1        V1        V1
        ACTIVE     OPEN     NO     GOING V1        V1        V1        V1
        ACTIVE     OPEN     NO     WENT  V1        V1        V1        V1
        ACTIVE     OPEN     YES    NO    V1        V1        V1        V1
        ACTIVE     OPEN     YES    GOING V1        V1        V1        V1
        ACTIVE     OPEN     YES    WENT  V1        V1        V1        V1
        ACTIVE     OVER     NO     NO    V1        V1        V1        V1
        ACTIVE     OVER     NO     GOING V1        V1        V1        V1
        ACTIVE     OVER     NO     WENT  V1        V1        V1        V1
        ACTIVE     OVER     YES    NO    V1        V1        V1        V1
        ACTIVE     OVER     YES    GOING V1        V1        V1        V1
        ACTIVE     OVER     YES    WENT  V1        V1        V1        V1
        PROCESSING OPEN     NO     NO    APPROVE   APPROVE   CHALLENGE UNKNOWN
        PROCESSING OPEN     NO     GOING APPROVE   APPROVE   CHALLENGE UNKNOWN
        PROCESSING OPEN     NO     WENT  APPROVE   APPROVE   CHALLENGE UNKNOWN
        PROCESSING OPEN     YES    NO    CANCELING CANCELING CANCELING CANCELING
        PROCESSING OPEN     YES    GOING CANCELING CANCELING CANCELING CANCELING
        PROCESSING OPEN     YES    WENT  CANCELING CANCELING CANCELING CANCELING
        PROCESSING OVER     NO     NO    APPROVE   APPROVE   CHALLENGE UNKNOWN
        PROCESSING OVER     NO     GOING APPROVE   APPROVE   CHALLENGE UNKNOWN
        PROCESSING OVER     NO     WENT  APPROVE   APPROVE   CHALLENGE UNKNOWN
        PROCESSING OVER     YES    NO    CANCELING CANCELING CANCELING CANCELING
        PROCESSING OVER     YES    GOING CANCELING CANCELING CANCELING CANCELING
        PROCESSING OVER     YES    WENT  CANCELING CANCELING CANCELING CANCELING
        PAID       OPEN     NO     NO    V1        V1        V1        V1
        PAID       OPEN     NO     GOING V1        V1        V1        V1
        PAID       OPEN     NO     WENT  V1        V1        V1        V1
        PAID       OPEN     YES    NO    V1        V1        V1        V1
        PAID       OPEN     YES    GOING V1        V1        V1        V1
        PAID       OPEN     YES    WENT  V1        V1        V1        V1
        PAID       OVER     NO     NO    V1        V1        V1        V1
        PAID       OVER     NO     GOING V1        V1        V1        V1
        PAID       OVER     NO     WENT  V1        V1        V1        V1
        PAID       OVER     YES    NO    V1        V1        V1        V1
        PAID       OVER     YES    GOING V1        V1        V1        V1
        PAID       OVER     YES    WENT  V1        V1        V1        V1
        CANCELED   OPEN     NO     NO    V1        V1        V1        V1
        CANCELED   OPEN     NO     GOING V1        V1        V1        V1
        CANCELED   OPEN     NO     WENT  V1        V1        V1        V1
        CANCELED   OPEN     YES    NO    V1        V1        V1        V1
        CANCELED   OPEN     YES    GOING V1        V1        V1        V1
        CANCELED   OPEN     YES    WENT  V1        V1        V1        V1
        CANCELED   OVER     NO     NO    V1        V1        V1        V1
        CANCELED   OVER     NO     GOING V1        V1        V1        V1
        CANCELED   OVER     NO     WENT  V1        V1        V1        V1
        CANCELED   OVER     YES    NO    V1        V1        V1        V1
        CANCELED   OVER     YES    GOING V1        V1        V1        V1
        CANCELED   OVER     YES    WENT  V1        V1        V1        V1
        """;

    private static final Map<String, String> RULES = Map.of(
            "V1", "a source is PROCESSING exactly while one collection of it is open",
            "V2", "a paid source has exactly one collection that was kept, every other has none",
            "V3", "a cancel that was asked for in flight is carried out when the payment has ended",
            "V4", "no collection began but of a source that was payable then",
            "V5", "each event of a source makes the change that events of its type make",
            "V6", "money that is not kept is on its way back, or back",
            "def", "the values exclude each other");

    private static final Map<PageState, String> CELLS = cells();

    private ExpectedPages() {}

    /// All states, in the order of their values.
    static List<PageState> all() {
        return Arrays.stream(SourceStatus.values())
                .flatMap(status -> Arrays.stream(Deadline.values())
                        .flatMap(deadline -> Arrays.stream(Newest.values())
                                .flatMap(newest -> Arrays.stream(CancelWish.values())
                                        .flatMap(wish -> Arrays.stream(Back.values())
                                                .map(back -> new PageState(status, deadline, newest, wish, back))))))
                .toList();
    }

    /// The states that a payer can meet.
    public static List<PageState> possible() {
        return all().stream()
                .filter(state -> !RULES.containsKey(cell(state)) && pay(state) != PageKind.NOT_READY)
                .toList();
    }

    /// Behind a link to pay, in a state that no rule forbids.
    public static PageKind pay(PageState state) {
        return PageKind.valueOf(cell(state));
    }

    /// Behind a link to a receipt, in a state that no rule forbids.
    public static PageKind receipt(PageState state) {
        return state.status() == SourceStatus.PAID ? PageKind.RECEIPT : PageKind.NO_RECEIPT;
    }

    /// The rule that forbids the state, or the name of its page.
    static String told(PageState state) {
        return RULES.getOrDefault(cell(state), cell(state));
    }

    private static String cell(PageState state) {
        return requireNonNull(CELLS.get(state));
    }

    private static Map<PageState, String> cells() {
        Map<PageState, String> cells = new HashMap<>();
        Stream.of(AT_REST, IN_FLIGHT).forEach(table -> {
            var rows = table.lines().map(line -> line.strip().split(" +", -1)).toList();
            var newest = rows.getFirst();
            rows.stream().skip(1).forEach(row -> {
                for (int column = FIRST_CELL; column < row.length; column++) {
                    var _ = cells.put(state(row, newest[column]), row[column]);
                }
            });
        });
        return cells;
    }

    private static PageState state(String[] row, String newest) {
        return new PageState(
                SourceStatus.valueOf(row[0]),
                Deadline.valueOf(row[1]),
                Newest.valueOf(newest),
                CancelWish.valueOf(row[2]),
                Back.valueOf(row[3]));
    }
}
