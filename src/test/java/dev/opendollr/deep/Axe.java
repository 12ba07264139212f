package dev.opendollr.deep;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// axe-core, which finds what keeps people with disabilities from using a page.
final class Axe {
    /// The only rule that is ever left out, and only on pages without scripts: a waiting page that cannot ask by
    /// itself must load itself again.
    private static final String WITHOUT_SCRIPTS_EXCEPT = "meta-refresh";

    /// Where a page may run no scripts, its timers stand still, and axe would wait for one.
    private static final String TIMERS_OF_ITS_OWN = """
        () => {
          window.setTimeout = (act, millis, ...rest) => {
            Promise.resolve().then(() => act(...rest));
            return 0;
          };
        }\
        """;

    private final String source;

    private Axe(String source) {
        this.source = source;
    }

    /// Takes it from the npm package that the lock file pins.
    static Axe install() throws IOException, InterruptedException {
        return new Axe(Files.readString(NodeFolder.install("axe").file("node_modules/axe-core/axe.min.js")));
    }

    /// What axe finds on a page, as `rule: elements`.
    List<String> findings(Page page, boolean runsScripts) {
        if (!runsScripts) {
            page.evaluate(TIMERS_OF_ITS_OWN);
        }
        page.evaluate(source);
        var options =
                runsScripts ? Map.of() : Map.of("rules", Map.of(WITHOUT_SCRIPTS_EXCEPT, Map.of("enabled", false)));
        var found = page.evaluate("options => axe.run(document, options).then(JSON.stringify)", options);
        List<String> findings = new ArrayList<>();
        for (var violation : JsonMapper.shared().readTree((String) found).path("violations")) {
            for (var node : violation.path("nodes")) {
                findings.add(violation.path("id").stringValue() + ": "
                        + node.path("html").stringValue() + " "
                        + node.path("failureSummary").stringValue());
            }
        }
        return findings;
    }
}
