package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.opendollr.testing.Browser;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.TestServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a reader meets who opens the server in a browser on a phone.
@Tag("deep")
class DocsPageDeepTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void a_reader_logs_in_by_the_form_and_the_first_call_succeeds_as_it_stands() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var page = visit.open(SERVER.url() + "/");
            assertThat(URI.create(page.url()).getPath()).startsWith("/docs");
            logIn(page);

            var call = page.locator("#operations-parties-create_party");
            call.locator(".opblock-summary-control").click();
            call.locator(".execute").click();
            var answer = call.locator(".live-responses-table");
            assertThat(answer.locator(".response-col_status").last().innerText())
                    .startsWith("200");
            assertThat(answer.locator(".response-col_description").last().innerText())
                    .contains("fullname");
            assertThat(new PayersHands(page).scrollsSideways())
                    .as(tooWide(page).toString())
                    .isFalse();
        }
        assertThat(SERVER.demo().get("/v1/parties/list").expect(200).json()).isNotEmpty();
    }

    private static void logIn(Page page) {
        page.fill("input[name=client_id]", SERVER.demoMerchant().clientId());
        page.fill("input[name=client_secret]", SERVER.demoMerchant().clientSecret());
        page.click("#door button[type=submit]");
        page.locator("#said")
                .filter(new Locator.FilterOptions().setHasText("token is good"))
                .waitFor();
    }

    /// What reaches beyond the right edge, except lines of code, which scroll by themselves.
    private static List<?> tooWide(Page page) {
        return (List<?>) page.evaluate("""
            () => [document.documentElement, ...document.querySelectorAll("body *")]
                .filter(element => element.getBoundingClientRect().right > window.innerWidth)
                .filter(element => element.closest(".opblock-body") === null)
                .map(element => `${element.tagName}.${element.className}`)\
            """);
    }
}
