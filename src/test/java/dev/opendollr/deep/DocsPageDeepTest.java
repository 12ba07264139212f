package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Program;
import dev.opendollr.testing.Shop;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.util.HashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/// What a reader meets who opens the server in a browser on a phone.
@Tag("deep")
class DocsPageDeepTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final int PHONE_WIDTH = 360;

    @Test
    void a_reader_logs_in_by_the_form_and_the_first_call_succeeds_as_it_stands()
            throws IOException, InterruptedException {
        var node = NodeFolder.install("docs");
        var environment = new HashMap<>(Shop.environment(SERVER));
        environment.put("CHROMIUM", Program.CHROMIUM.path().toString());
        var seen =
                JsonMapper.shared().readTree(node.node(environment, "docs.js").printed());

        assertThat(seen.path("landed").stringValue()).startsWith("/docs");
        assertThat(seen.path("said").stringValue()).contains("token is good");
        assertThat(seen.path("status").stringValue()).as(seen.toString()).startsWith("200");
        assertThat(seen.path("body").stringValue()).contains("fullname");
        assertThat(seen.path("foreign")).isEmpty();
        assertThat(seen.path("errors")).isEmpty();
        assertThat(seen.path("width").intValue())
                .as(seen.path("tooWide").toString())
                .isLessThanOrEqualTo(PHONE_WIDTH);
        assertThat(SERVER.demo().get("/v1/parties/list").expect(200).json()).isNotEmpty();
    }
}
