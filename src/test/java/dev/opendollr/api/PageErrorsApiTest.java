package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.page.text.Language;
import dev.opendollr.page.text.Texts;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Errors that browsers meet at the address of a page, from the whole program.
class PageErrorsApiTest {
    private static final int FORM_BYTES = 5_000;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();
    private final String path = payLink();

    @ParameterizedTest
    @EnumSource
    void a_form_of_another_site_is_refused_in_the_language_of_the_browser(Language language) {
        var browser = browser(language).with("Sec-Fetch-Site", "cross-site");
        assertPage(browser.post(path, "form=1"), 403, "error.foreign", language);
        var foreign = browser(language).with("Origin", "https://evil.example");
        assertPage(foreign.post(path, "form=1"), 403, "error.foreign", language);
    }

    @ParameterizedTest
    @EnumSource
    void a_form_that_is_too_large_and_a_body_that_is_none_are_refused(Language language) {
        var large = "form=" + "x".repeat(FORM_BYTES);
        assertPage(browser(language).post(path, large), 413, "error.too_large", language);
        var json = browser(language).with("Content-Type", "application/json");
        assertPage(json.post(path, "{}"), 415, "error.not_understood", language);
    }

    @ParameterizedTest
    @EnumSource
    void a_method_that_no_page_knows_is_refused_with_those_it_knows(Language language) {
        var refused = browser(language).delete(path);
        assertPage(refused, 405, "error.not_understood", language);
        assertThat(refused.header("Allow")).contains("GET, HEAD, POST");
    }

    @ParameterizedTest
    @EnumSource
    void a_database_that_is_held_up_makes_a_page_that_can_be_asked_for_again(Language language) {
        SERVER.database().asOwner().useTransaction(tx -> {
            tx.execute("lock table source in access exclusive mode");
            var busy = browser(language).get(path);
            assertPage(busy, 503, "error.busy", language);
            assertThat(busy.header("Retry-After")).contains("1");
            assertThat(busy.body())
                    .contains(
                            Texts.of(language).say("error.wait_seconds", "1"),
                            "href=\"\">" + Texts.of(language).say("common.try_again"));
        });
    }

    @Test
    void a_link_that_nobody_was_given_and_an_address_without_a_page_are_two_things() {
        var english = Language.EN;
        assertPage(browser(english).get("/pay/" + "A".repeat(44)), 404, "error.link_unknown", english);
        assertPage(browser(english).get(path + "/more"), 404, "error.not_found", english);
        assertPage(browser(english).get("/receipt/" + "A".repeat(44)), 404, "error.link_unknown", english);
    }

    @Test
    void whoever_calls_the_api_gets_json() {
        var program = SERVER.stranger().with("Accept-Language", "fr").with("Accept", "text/html");
        assertThat(program.get("/v1/orders/list").expect(401).text("detail")).isEqualTo("Not authenticated");
        assertThat(program.get("/payments").expect(404).text("detail")).isEqualTo("Not Found");
    }

    private static void assertPage(Answer answer, int status, String text, Language language) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.header("Content-Language")).contains(language.code());
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Security-Policy").orElseThrow()).contains("frame-ancestors 'none'");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.body())
                .contains(
                        "<h1>" + Texts.of(language).say(text + ".heading") + "</h1>",
                        Texts.of(language).say(text + ".text"));
    }

    private static Client browser(Language language) {
        return SERVER.stranger()
                .with("Accept-Language", language.code())
                .with("Content-Type", "application/x-www-form-urlencoded");
    }

    private String payLink() {
        var number =
                shop.get("/v1/orders/retrieve/" + Orders.createActive(shop)).text("order_number");
        var url = shop.get("/v1/links/pay?source_type=ORDER&source_number=" + number)
                .expect(200)
                .text("url");
        return url.substring(SERVER.url().length());
    }
}
