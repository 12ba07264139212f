package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/// Connections beyond the limit are forgotten.
class RefusedConnectionsTest {
    private static final int REFUSED = 300;

    @Test
    void nothing_is_kept_of_who_was_refused() throws Exception {
        var server = new Server();
        var connector = new JettyConnector(server, new HttpConnectionFactory());
        connector.setHost("127.0.0.1");
        var limit = new ConnectionLimit(1, 1, _ -> false);
        connector.addBean(limit);
        server.addConnector(connector);
        server.start();
        var url = "http://127.0.0.1:" + connector.getLocalPort();
        try (var _ = RawConnection.open(url)) {
            Eventually.isTrue("the first one is in", () -> limit.open() == 1);
            for (int count = 0; count < REFUSED; count++) {
                try (var refused = RawConnection.open(url)) {
                    assertThat(refused.rest()).isEmpty();
                }
            }
            assertThat(limit.refused()).isEqualTo(REFUSED);
            Eventually.isTrue("all are forgotten", () -> connector.opening() == 0);
        } finally {
            server.stop();
        }
    }
}
