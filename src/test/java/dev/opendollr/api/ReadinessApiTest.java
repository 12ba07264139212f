package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Anybody may ask whether the server is ready, and takes nothing from others by asking.
class ReadinessApiTest {
    private static final int CALLERS = 100;
    private static final int CALLS = 20;
    /// One look a second, and what the pool itself opens meanwhile.
    private static final int SESSIONS_MAX = 60;
    private static final String SESSIONS = """
        select sessions
          from pg_stat_database
         where datname = current_database()
        """;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void however_many_ask_the_database_is_looked_at_once_a_second() throws Exception {
        Eventually.isTrue(
                "it is ready", () -> SERVER.stranger().get("/health/ready").status() == 200);
        long before = sessions();
        List<Future<Boolean>> callers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.add(threads.submit(ReadinessApiTest::isAlwaysReady));
            }
        }
        for (var caller : callers) {
            assertThat(caller.get()).isTrue();
        }
        assertThat(sessions() - before).isLessThan(SESSIONS_MAX);
    }

    private static boolean isAlwaysReady() {
        var client = SERVER.stranger();
        for (int call = 0; call < CALLS; call++) {
            if (client.get("/health/ready").status() != 200) {
                return false;
            }
        }
        return true;
    }

    private static long sessions() {
        return SERVER.database()
                .asOwner()
                .withHandle(
                        handle -> handle.createQuery(SESSIONS).mapTo(Long.class).one());
    }
}
