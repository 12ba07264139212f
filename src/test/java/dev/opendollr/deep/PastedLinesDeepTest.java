package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Browser;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.Program;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The lines that a newcomer pastes into a terminal: those that a server prints, and those of the README behind them.
@Tag("deep")
class PastedLinesDeepTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PLACE = "http://127.0.0.1:8080";
    private static final Pattern CANCEL_AGAIN = Pattern.compile("```\n(curl -i -X DELETE .*?)```", Pattern.DOTALL);
    private static final Pattern FIRST_PAYMENT =
            Pattern.compile("## A first payment\n.*?```\n(.*?)```", Pattern.DOTALL);

    private static final String PHONE = "0881 234 789";

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void they_cancel_and_lead_to_a_page_on_which_one_pays() throws IOException, InterruptedException {
        var data = Scratch.data("pasted");
        try (var server = ServerProcess.start(data, "--port", "0", "--log", "stderr")) {
            var printed = String.join(
                    "\n",
                    server.greeting().stream()
                            .filter(line -> line.matches("(TOKEN=|BUYER=|ORDER=|curl ).*"))
                            .toList());
            var cancel = paste(printed);
            assertThat(cancel).contains("\"status\":\"CANCELED\"");

            var url = "http://127.0.0.1:" + URI.create(server.url()).getPort();
            var again = paste(printed + "\n" + readme(CANCEL_AGAIN).replace(PLACE, url));
            assertThat(again).contains("Idempotent-Replayed: true", "CREATED", "CANCELED");

            var payment = paste(printed + "\n" + readme(FIRST_PAYMENT).replace(PLACE, url));
            var link = payment.substring(payment.lastIndexOf(url)).strip();
            assertThat(link).startsWith(url + "/pay/");
            assertThat(Files.readString(Path.of("README.md"))).contains("type `" + PHONE + "`");
            try (var visit = BROWSER.visit(Phone.USUAL)) {
                PayersHands.paying(visit.open(link), PHONE).sees("paid");
            }
        }
    }

    private static String readme(Pattern block) throws IOException {
        var found = block.matcher(Files.readString(Path.of("README.md")));
        assertThat(found.find()).as("README.md has " + block).isTrue();
        return found.group(1);
    }

    private static String paste(String lines) throws IOException, InterruptedException {
        var _ = Program.CURL.path();
        return Program.run(Path.of("."), Map.of(), PATIENCE, List.of("bash", "-c", lines))
                .printed();
    }
}
