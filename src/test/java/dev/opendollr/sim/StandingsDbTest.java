package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.opendollr.base.http.WebAddress;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.Standing;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.link.Link;
import dev.opendollr.page.MoneySentence;
import dev.opendollr.page.PageState.Back;
import dev.opendollr.page.Sight;
import dev.opendollr.page.pay.Seen;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a page says about money while a gateway is asked about what it has said before.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandingsDbTest {
    private static final Outcome SETTLED = new Outcome.Settled("gw-1");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final Outcome UNKNOWN = new Outcome.Unknown("timeout");
    private static final Duration HOUR = Duration.ofHours(1);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final OneShop shop = new OneShop(gateway, clock, 4);

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @Test
    void that_no_money_was_taken_is_not_said_while_the_gateway_is_asked_again_about_its_decline() {
        gateway.says(DECLINED);
        var order = shop.order("5");
        var collection = shop.collect(order);
        var declined = see(order);
        assertThat(declined.money()).containsExactly(MoneySentence.NONE_TAKEN);
        shop.arrived(collection);
        var called = see(order);
        assertThat(called.money()).containsExactly(MoneySentence.NOT_KNOWN);
        assertThat(Seen.of(called)).isNotEqualTo(Seen.of(declined));
        resolve(UNKNOWN);
        assertThat(see(order).money()).containsExactly(MoneySentence.NOT_KNOWN);
        resolve(DECLINED);
        assertThat(see(order).money()).containsExactly(MoneySentence.NONE_TAKEN);
        assertThat(Seen.of(see(order))).isEqualTo(Seen.of(declined));
    }

    @Test
    void a_doubt_about_one_of_several_declines_is_a_doubt() {
        gateway.says(DECLINED);
        var order = shop.order("5");
        var first = shop.collect(order);
        var _ = shop.collect(order);
        assertThat(see(order).money()).containsExactly(MoneySentence.NONE_TAKEN);
        shop.arrived(first);
        assertThat(see(order).money()).containsExactly(MoneySentence.NOT_KNOWN);
        resolve(DECLINED);
        assertThat(see(order).money()).containsExactly(MoneySentence.NONE_TAKEN);
    }

    @Test
    void of_two_returns_the_one_that_is_still_on_its_way_comes_first() {
        gateway.says(DECLINED);
        var order = shop.order("5");
        var going = shop.collect(order);
        var gone = shop.collect(order);
        shop.arrived(going);
        shop.arrived(gone);
        paysLate(going);
        assertThat(see(order).standing().returns())
                .extracting(Standing.Return::id, Standing.Return::isDone)
                .containsExactly(tuple(going.id(), false), tuple(gone.id(), true));
        assertThat(see(order).state().back()).isEqualTo(Back.GOING);
        assertThat(see(order).money()).contains(MoneySentence.GOES_BACK).doesNotContain(MoneySentence.WENT_BACK);
        var before = Seen.of(see(order));
        resolve(SETTLED);
        assertThat(see(order).standing().returns())
                .extracting(Standing.Return::id, Standing.Return::isDone)
                .containsExactly(tuple(gone.id(), true), tuple(going.id(), true));
        assertThat(see(order).state().back()).isEqualTo(Back.WENT);
        assertThat(see(order).money()).contains(MoneySentence.WENT_BACK).doesNotContain(MoneySentence.GOES_BACK);
        assertThat(Seen.of(see(order))).isNotEqualTo(before);
    }

    /// Both have been paid after all. The money of `going` stays on its way back, that of others arrives.
    private void paysLate(Execution going) {
        gateway.says(attempt ->
                attempt.kind() == Attempt.Kind.REFUND && attempt.original().equals(Optional.of(going.attemptId()))
                        ? UNKNOWN
                        : SETTLED);
        for (int looks = 0; looks < 2; looks++) {
            clock.advance(HOUR);
            var _ = shop.doors().resolver().resolveDue();
        }
    }

    private Sight see(SourceId order) {
        var link = new Link(Link.Page.PAY, shop.trader().id(), SourceKind.ORDER, order);
        return shop.doors().sights(WebAddress.Plain.ANYWHERE).see(link).orElseThrow();
    }

    private void resolve(Outcome answer) {
        gateway.says(answer);
        clock.advance(HOUR);
        var _ = shop.doors().resolver().resolveDue();
    }
}
