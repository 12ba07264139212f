package dev.opendollr.page;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.db.Invariants;
import dev.opendollr.page.PageState.Back;
import dev.opendollr.page.PageState.CancelWish;
import dev.opendollr.page.PageState.Deadline;
import dev.opendollr.page.PageState.Newest;
import dev.opendollr.page.PageStates.Cell;
import dev.opendollr.page.PageStates.Cell.Impossible;
import dev.opendollr.page.PageStates.Cell.Shown;
import dev.opendollr.source.SourceStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which page a payer sees in every state, and what it says and allows.
class PageStatesTest {
    private static final PageStates PAY = PageStates.pay();
    private static final PageStates RECEIPT = PageStates.receipt();

    /// What may be done on each page, by hand.
    private static final Map<PageKind, Set<Way>> WAYS = Map.ofEntries(
            Map.entry(PageKind.PAY, Set.of(Way.PAY, Way.GIVE_UP)),
            Map.entry(PageKind.REFUSED, Set.of(Way.PAY_AGAIN, Way.GIVE_UP)),
            Map.entry(PageKind.NOT_COME, Set.of(Way.PAY_AGAIN, Way.GIVE_UP)),
            Map.entry(PageKind.CAME_LATE, Set.of(Way.PAY_AGAIN, Way.GIVE_UP)),
            Map.entry(PageKind.EXPIRED, Set.of(Way.SHOP)),
            Map.entry(PageKind.APPROVE, Set.of(Way.LOOK_AGAIN, Way.WRONG_NUMBER, Way.DIAL)),
            Map.entry(PageKind.CHALLENGE, Set.of(Way.BANK, Way.LOOK_AGAIN)),
            Map.entry(PageKind.UNKNOWN, Set.of(Way.LOOK_AGAIN, Way.WRONG_NUMBER, Way.DIAL)),
            Map.entry(PageKind.CANCELING, Set.of(Way.LOOK_AGAIN)),
            Map.entry(PageKind.PAID, Set.of(Way.RECEIPT, Way.SHOP)),
            Map.entry(PageKind.CANCELED, Set.of(Way.SHOP)),
            Map.entry(PageKind.CANCELED_BACK, Set.of(Way.SHOP)),
            Map.entry(PageKind.NOT_READY, Set.of()));

    @Test
    void each_state_has_the_page_or_the_rule_that_was_written_down_for_it() {
        assertThat(ExpectedPages.all()).hasSize(600).doesNotHaveDuplicates();
        assertThat(differing(PAY, ExpectedPages::told)).isEmpty();
        assertThat(ExpectedPages.possible()).hasSize(112);
    }

    @Test
    void a_receipt_is_there_when_the_source_is_paid_and_the_same_states_are_forbidden() {
        assertThat(differing(
                        RECEIPT,
                        state -> PAY.cell(state) instanceof Impossible(var rule)
                                ? rule
                                : ExpectedPages.receipt(state).name()))
                .isEmpty();
    }

    private static List<String> differing(PageStates table, Function<PageState, String> expected) {
        List<String> differing = new ArrayList<>();
        for (var state : ExpectedPages.all()) {
            var told = switch (table.cell(state)) {
                case Shown shown -> shown.page().name();
                case Impossible(var rule) -> rule;
            };
            if (!told.equals(expected.apply(state))) {
                differing.add(state + " has " + told + ", not " + expected.apply(state));
            }
        }
        return differing;
    }

    @Test
    void the_rules_that_forbid_states_are_checked_by_verify() {
        var rules = ExpectedPages.all().stream()
                .map(PAY::cell)
                .filter(Impossible.class::isInstance)
                .map(cell -> ((Impossible) cell).rule())
                .filter(rule -> !rule.equals("the values exclude each other"))
                .collect(toSet());
        assertThat(rules).hasSize(6);
        assertThat(Invariants.sentences()).containsAll(rules);
    }

    @Test
    void that_no_money_was_taken_is_said_only_where_the_ledger_proves_it() {
        var says = shownStates()
                .filter(state -> PAY.shown(state).money().contains(MoneySentence.NONE_TAKEN))
                .toList();
        assertThat(says).isNotEmpty().allMatch(state -> switch (state.newest()) {
            case NONE, DECLINED_ALL -> state.back() == Back.NO;
            case SENT, ASKED, ACTS, UNSURE, KEPT, DECLINED, DOUBT, BACK -> false;
        });
        assertThat(says)
                .as("wherever a payment has ended that way")
                .containsAll(shownStates()
                        .filter(state -> state.newest() == Newest.DECLINED_ALL)
                        .toList());
    }

    @Test
    void money_that_goes_back_is_always_spoken_of() {
        assertThat(shownStates()).allMatch(state -> {
            var money = PAY.shown(state).money();
            return money.contains(MoneySentence.GOES_BACK) == (state.back() == Back.GOING)
                    && money.contains(MoneySentence.WENT_BACK) == (state.back() == Back.WENT);
        });
    }

    @Test
    void money_is_taken_exactly_when_it_is_kept() {
        assertThat(shownStates())
                .allMatch(state ->
                        PAY.shown(state).money().contains(MoneySentence.TAKEN) == (state.newest() == Newest.KEPT));
        assertThat(shownStates().filter(state -> RECEIPT.shown(state).page() == PageKind.RECEIPT))
                .isNotEmpty()
                .allMatch(state ->
                        RECEIPT.shown(state).money().equals(PAY.shown(state).money()));
    }

    @Test
    void what_nobody_knows_is_said_to_be_so() {
        assertThat(shownStates().filter(state -> state.back() == Back.NO))
                .filteredOn(state ->
                        EnumSet.of(Newest.UNSURE, Newest.DECLINED, Newest.DOUBT).contains(state.newest()))
                .isNotEmpty()
                .allMatch(state -> PAY.shown(state).money().equals(List.of(MoneySentence.NOT_KNOWN)));
        assertThat(shownStates().filter(state -> state.newest() == Newest.DOUBT && state.back() != Back.NO))
                .as("that other money goes back tells nothing of it")
                .isNotEmpty()
                .allMatch(state -> PAY.shown(state).money().contains(MoneySentence.NOT_KNOWN));
        assertThat(shownStates().filter(state -> state.status() == SourceStatus.PROCESSING))
                .filteredOn(state -> state.cancelWish() == CancelWish.YES)
                .isNotEmpty()
                .allMatch(state -> PAY.shown(state).money().contains(MoneySentence.NOT_KNOWN));
    }

    @Test
    void each_page_allows_what_was_written_down_for_it() {
        assertThat(shownStates()).allMatch(state -> {
            var shown = PAY.shown(state);
            return shown.ways().equals(WAYS.get(shown.page())) && shown.httpStatus() == 200;
        });
        assertThat(shownStates()).allMatch(state -> RECEIPT.shown(state).ways().isEmpty());
    }

    @Test
    void a_payment_begins_only_while_the_source_can_be_paid() {
        assertThat(shownStates())
                .allMatch(state ->
                        PAY.shown(state).ways().stream().anyMatch(way -> way == Way.PAY || way == Way.PAY_AGAIN)
                                == (state.status() == SourceStatus.ACTIVE && state.deadline() == Deadline.OPEN));
    }

    @Test
    void every_page_is_met_in_a_state_or_decided_before_the_table() {
        var met = Stream.concat(
                        shownStates().map(state -> PAY.shown(state).page()),
                        shownStates().map(state -> RECEIPT.shown(state).page()))
                .collect(toSet());
        assertThat(met)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.of(PageKind.CLOSED, PageKind.PAUSED, PageKind.LINK_UNKNOWN)));
    }

    @Test
    void a_forbidden_state_has_no_page() {
        var state = new PageState(SourceStatus.PAID, Deadline.OPEN, Newest.NONE, CancelWish.NO, Back.NO);
        assertThatThrownBy(() -> PAY.shown(state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a paid source has exactly one collection");
    }

    private static Stream<PageState> shownStates() {
        return ExpectedPages.all().stream().filter(state -> PAY.cell(state) instanceof Cell.Shown);
    }
}
