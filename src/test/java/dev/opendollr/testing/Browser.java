package dev.opendollr.testing;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Debian's Chromium for the tests of one class, driven by Playwright. Only the thread of the tests may use it.
public final class Browser implements BeforeAllCallback, AfterAllCallback {
    /// Tests run as root in containers, where Chromium's sandbox does not start and `/dev/shm` is small.
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-dev-shm-usage");

    private Optional<Playwright> driver = Optional.empty();
    private Optional<com.microsoft.playwright.Browser> chromium = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        // The driver is unpacked once in a process, and remembers the first environment.
        var folder = Scratch.lasting("browser").toString();
        System.setProperty("playwright.driver.tmpdir", folder);
        var node = Map.of(
                "PLAYWRIGHT_NODEJS_PATH",
                Program.NODE.path().toString(),
                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                "1",
                "TMPDIR",
                folder);
        var started = Playwright.create(new Playwright.CreateOptions().setEnv(node));
        driver = Optional.of(started);
        chromium = Optional.of(started.chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Program.CHROMIUM.path())
                        .setArgs(ARGUMENTS)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        driver.ifPresent(Playwright::close);
    }

    /// A payer picks up the phone: no earlier visit has left anything in it.
    public Visit visit(Phone phone) {
        return new Visit(chromium.orElseThrow().newContext(phone.context()));
    }

    public String version() {
        return chromium.orElseThrow().version();
    }
}
