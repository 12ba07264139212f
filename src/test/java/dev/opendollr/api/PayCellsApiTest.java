package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.link.Link;
import dev.opendollr.page.ExpectedPages;
import dev.opendollr.page.MoneySentence;
import dev.opendollr.page.PageKind;
import dev.opendollr.page.PageState;
import dev.opendollr.page.PageState.Back;
import dev.opendollr.page.Sight;
import dev.opendollr.page.text.Language;
import dev.opendollr.page.text.Texts;
import dev.opendollr.testing.Cells;
import dev.opendollr.testing.Lookout;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every state that a payer can meet, reached through the doors: which page it has, and that the books agree with
/// what the page says about money.
class PayCellsApiTest {
    private static final Texts ENGLISH = Texts.of(Language.EN);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    /// What the ledger has for the collections of a source, and for the refunds of what was not kept.
    private static final String BOOKED = """
        select coalesce(sum(amount) filter (where movement = 'COLLECTION' and to_account = 'WALLET'), 0) as kept,
               coalesce(sum(case when to_account = 'SUSPENSE' then amount
                                 when from_account = 'SUSPENSE' then -amount end), 0) as suspense,
               count(*) filter (where to_account = 'SUSPENSE') as not_kept
          from posting
          join execution on execution.merchant_id = posting.merchant_id and execution.id = posting.execution_id
         where source_id = :source
        """;

    private static final String NONE_TAKEN = ENGLISH.say("pay.money.none_taken");
    private static final String NOT_KNOWN = ENGLISH.say("pay.money.unsaid");
    /// A button that asks for the same address.
    private static final String LOOK_AGAIN = " href=\"\">" + ENGLISH.say("pay.way.look_again") + "</a>";

    private final Cells cells = new Cells(SERVER);
    private final Lookout lookout = new Lookout(SERVER);

    /// Money that came and is in the books of this source, and how much of it is on its way back.
    private record Booked(BigDecimal kept, BigDecimal onItsWayBack, int notKept) {}

    @AfterEach
    void close() {
        lookout.close();
    }

    @TestFactory
    Stream<DynamicTest> each_page_is_reached_after_each_kind_of_attempt() {
        Map<List<Object>, PageState> samples = new LinkedHashMap<>();
        for (var state : Cells.all()) {
            samples.putIfAbsent(List.of(ExpectedPages.pay(state), state.newest()), state);
        }
        return visits(samples.values());
    }

    @Tag("deep")
    @TestFactory
    Stream<DynamicTest> each_state_is_reached_and_has_its_page() {
        return visits(Cells.all());
    }

    private Stream<DynamicTest> visits(Collection<PageState> states) {
        return states.stream()
                .map(state -> DynamicTest.dynamicTest(state.toString(), () -> {
                    try (var reached = cells.reach(state)) {
                        var sight = lookout.see(reached.link(Link.Page.PAY));
                        assertThat(sight.state()).isEqualTo(state);
                        checkMoney(sight, booked(reached.source()));
                        var page = open(reached.payUrl());
                        assertThat(page).contains(named(ExpectedPages.pay(state)));
                        assertThat(page.contains(NONE_TAKEN))
                                .isEqualTo(sight.money().contains(MoneySentence.NONE_TAKEN));
                        assertThat(page.contains(NOT_KNOWN))
                                .isEqualTo(sight.money().contains(MoneySentence.NOT_KNOWN));
                        var receipt = open(reached.receiptUrl());
                        assertThat(receipt).contains(named(ExpectedPages.receipt(state)));
                        assertThat(receipt.contains(LOOK_AGAIN))
                                .isEqualTo(ExpectedPages.receipt(state) == PageKind.NO_RECEIPT);
                    }
                }));
    }

    private static String open(String url) {
        return SERVER.stranger()
                .get(url.substring(SERVER.url().length()))
                .expect(200)
                .body();
    }

    /// How a page says in HTML which one it is.
    private static String named(PageKind page) {
        return "<main data-page=\"" + page.name().toLowerCase(Locale.ROOT) + "\"";
    }

    private static void checkMoney(Sight sight, Booked booked) {
        var money = sight.money();
        boolean hasKept = booked.kept().signum() > 0;
        assertThat(money.contains(MoneySentence.TAKEN)).isEqualTo(hasKept);
        if (money.contains(MoneySentence.NONE_TAKEN)) {
            assertThat(hasKept).isFalse();
            assertThat(booked.notKept()).isZero();
        }
        assertThat(money.contains(MoneySentence.GOES_BACK))
                .isEqualTo(booked.onItsWayBack().signum() > 0);
        assertThat(money.contains(MoneySentence.WENT_BACK))
                .isEqualTo(booked.notKept() > 0 && booked.onItsWayBack().signum() == 0);
        var returns = sight.standing().returns();
        assertThat(returns).hasSize(booked.notKept());
        assertThat(returns).allMatch(back -> back.isDone() == (sight.state().back() == Back.WENT));
    }

    private static Booked booked(long source) {
        return SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery(BOOKED)
                        .bind("source", source)
                        .map((row, context) -> new Booked(
                                row.getBigDecimal("kept"), row.getBigDecimal("suspense"), row.getInt("not_kept")))
                        .one());
    }
}
