package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Bills;
import dev.opendollr.testing.Bills.Bill;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.PlainBrowser;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a payer sees while a payment is under way, and how it goes on from there.
class WaitingPageApiTest {
    private static final String STAYS_IN_FLIGHT = "77 123 4129";
    private static final String CARD_ASKED = "pm_card_threeDSecure2Required";
    private static final String LATE_SUCCESS = "77 123 4159";
    private static final String REFRESH = "<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Bills bills = Bills.of(SERVER);

    @Test
    void the_payer_is_told_what_to_approve_where() {
        var payer = waiting(bills.open());
        assertThat(payer.kind()).isEqualTo("approve");
        assertThat(payer.text()).contains("Approve on your phone", "••• 129", "Waiting time");
        assertThat(payer.text()).doesNotContain("No money was taken", "Name on the request");
        assertThat(payer.html())
                .contains(REFRESH)
                .containsPattern("<p class=\"unseen\" role=\"status\" id=\"status\"></p>")
                .containsPattern("<section data-after=\"15\" hidden>")
                .containsPattern("<section data-after=\"90\" hidden>")
                .contains("tel:*144%23");
    }

    @Test
    void who_waits_is_helped_after_15_seconds_and_let_go_after_90() {
        var payer = waiting(bills.open());
        bills.pass(16);
        assertThat(payer.reload().html()).contains("<section data-after=\"15\">", "data-after=\"90\" hidden");
        bills.pass(75);
        assertThat(payer.reload().html()).contains("<section data-after=\"90\">");
        assertThat(payer.text()).contains("You may close this page", "If it was paid, the receipt is there");
    }

    @Test
    void who_waits_for_long_reads_the_hours_too() {
        var payer = waiting(bills.open());
        bills.pass(3599);
        assertThat(payer.reload().html()).containsPattern("id=\"elapsed\"[^>]*>(59:59|1:00:0\\d)<");
        bills.pass(125);
        assertThat(payer.reload().html()).containsPattern("id=\"elapsed\"[^>]*>1:02:[01]\\d<");
    }

    /// Nobody has compared what Liberian operators show on the phone with our examples.
    @Test
    void the_name_on_the_request_is_told_where_it_is_known() {
        var payer = bills.visit(bills.open()).send("country", "RW", "currency", "RWF");
        payer.send("number", "788 345 129").send();
        assertThat(payer.kind()).isEqualTo("approve");
        assertThat(payer.text()).contains("Name on the request", "pawaPay", "••• 129");
    }

    @Test
    void who_has_to_answer_the_bank_is_not_told_to_close_the_page() {
        var payer = how(bills.open()).send("card", CARD_ASKED).send();
        assertThat(payer.kind()).isEqualTo("challenge");
        bills.pass(91);
        assertThat(payer.reload().kind()).isEqualTo("challenge");
        assertThat(payer.text()).doesNotContain("close this page");
    }

    @Test
    void a_browser_without_scripts_asks_again_for_three_minutes_after_the_beginning() {
        var bill = bills.open();
        var payer = waiting(bill);
        bills.pass(178);
        assertThat(payer.reload().html()).contains(REFRESH);
        bills.pass(3);
        assertThat(payer.reload().html()).doesNotContain("http-equiv=\"refresh\"");
        assertThat(payer.follow("Look again").kind()).isEqualTo("approve");
        assertThat(bills.visit(bill).html()).doesNotContain("http-equiv=\"refresh\"");
    }

    @Test
    void a_wrong_number_is_explained_and_nothing_else_can_be_begun() {
        var payer = waiting(bills.open());
        assertThat(payer.text())
                .contains(
                        "Wrong number?",
                        "The request to",
                        "cannot be called back",
                        "Nothing is taken unless someone approves it there");
        assertThat(payer.hasLink("I will not pay now")).isFalse();
        assertThat(payer.html()).doesNotContain("name=\"form\"");
    }

    @Test
    void the_script_hears_of_a_change_and_of_nothing_else() {
        var bill = bills.open();
        var payer = waiting(bill);
        var before = now(payer);
        assertThat(payer.html()).contains("data-seen=\"" + before + "\"");
        assertThat(now(payer)).isEqualTo(before);
        end(bill, "complete");
        Eventually.isTrue("changed", () -> !now(payer).equals(before));
        assertThat(now(payer)).startsWith("paid");
        assertThat(payer.reload().kind()).isEqualTo("paid");
    }

    @Test
    void a_cancel_in_flight_says_that_late_money_goes_back() {
        var bill = bills.open();
        var payer = waiting(bill);
        bills.shop().post("/v1/orders/" + bill.order() + "/cancel-requests", "").expect(200);
        payer.reload();
        assertThat(payer.kind()).isEqualTo("canceling");
        assertThat(payer.text())
                .contains("Do not approve anything")
                .doesNotContain("No money was taken", "close this page");
        end(bill, "complete");
        Eventually.isTrue("back", () -> payer.reload().kind().equals("canceled_back"));
        assertThat(payer.text()).contains("USD", "back to you", "Name the number");
    }

    @Test
    void money_that_comes_after_a_failure_goes_back_and_the_page_says_so() {
        var bill = bills.open();
        var payer = how(bill).send("number", LATE_SUCCESS).send();
        assertThat(payer.kind()).isEqualTo("refused");
        bills.pass(120);
        Eventually.isTrue("late", () -> payer.reload().kind().equals("came_late"));
        assertThat(payer.text()).contains("was not kept", "back to you").doesNotContain("No money was taken");
        var left = payer.tab().follow("I will not pay now");
        assertThat(left.kind()).isEqualTo("left");
        assertThat(left.text()).contains("back to you", "Back to the merchant");
        assertThat(left.html()).as("nobody is led away from it").doesNotContain("data-leave");
        payer.follow("Try again").send("number", "77 123 4789").send();
        assertThat(payer.kind()).isEqualTo("paid");
        assertThat(payer.text()).contains("back to you");
    }

    private static String now(PlainBrowser payer) {
        var path = payer.address().split("\\?", 2)[0] + "/now";
        var answer = SERVER.stranger().get(path).expect(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        return answer.text("seen");
    }

    private void end(Bill bill, String how) {
        var attempt = bills.shop().get("/sandbox/attempts").expect(200).json().get(0);
        assertThat(bills.attempts(bill)).isEqualTo(1);
        bills.shop()
                .post("/sandbox/attempts/" + attempt.path("id").stringValue() + "/" + how, "")
                .expect(200);
    }

    private PlainBrowser waiting(Bill bill) {
        return how(bill).send("number", STAYS_IN_FLIGHT).send();
    }

    private PlainBrowser how(Bill bill) {
        return bills.visit(bill).send("country", "LR", "currency", "USD");
    }
}
