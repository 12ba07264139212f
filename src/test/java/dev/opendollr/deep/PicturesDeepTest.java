package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.opendollr.testing.Browser;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.Sale;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pictures of pages that the documents show. `-Dpictures=write` takes them anew.
@Tag("deep")
class PicturesDeepTest {
    private static final Path FOLDER = Path.of("docs/screenshots");
    private static final boolean WRITES = "write".equals(System.getProperty("pictures"));
    private static final int BYTES_MAX = 60_000;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Map<String, byte[]> taken = new LinkedHashMap<>();

    @Test
    void there_is_a_small_picture_of_each_main_page_and_of_nothing_else() throws IOException {
        takeAll();
        if (WRITES) {
            write();
        }
        try (var kept = Files.list(FOLDER)) {
            assertThat(kept.toList())
                    .allSatisfy(file -> {
                        assertThat(taken)
                                .containsKey(file.getFileName().toString().replace(".png", ""));
                        assertThat(Files.size(file)).as(file.toString()).isLessThan(BYTES_MAX);
                    })
                    .hasSameSizeAs(taken.keySet());
        }
        var readme = Files.readString(Path.of("README.md"));
        assertThat(taken.keySet()).allSatisfy(name -> assertThat(readme).contains("docs/screenshots/" + name + ".png"));
    }

    private void write() throws IOException {
        try (var old = Files.list(Files.createDirectories(FOLDER))) {
            for (var picture : old.toList()) {
                Files.delete(picture);
            }
        }
        for (var picture : taken.entrySet()) {
            var _ = Files.write(FOLDER.resolve(picture.getKey() + ".png"), picture.getValue());
        }
    }

    private void takeAll() {
        var sale = Sale.of(SERVER.demo(), 2, ", \"note\": \"To be fetched on Friday\"");
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = new PayersHands(visit.open(sale.url()));
            take("what", payer);
            take("how", payer.begin());
            take("check", payer.typeNumber("0771234129"));
            take("approve", payer.pay().sees("approve"));
            sale.decide("fail");
            take("refused", payer.sees("refused"));
            payer.tryAgain().typeNumber("0771234789").pay();
            take("paid", payer.sees("paid"));
            payer.page().navigate(sale.receipt());
            take("receipt", payer.sees("receipt"));
        }
    }

    /// The button of the step to check is below the first screen: its page is shown whole.
    private void take(String name, PayersHands payer) {
        taken.put(
                name,
                payer.page()
                        .screenshot(new Page.ScreenshotOptions()
                                .setFullPage(name.equals("check"))
                                .setAnimations(ScreenshotAnimations.DISABLED)));
    }
}
