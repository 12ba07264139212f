package dev.opendollr;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.opendollr.base.http.Health;
import dev.opendollr.execution.OpenExecutions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The health of this server: it is ready while its database answers.
final class ServerHealth implements Health {
    /// Each check opens a database session, so the result is shared by all callers that ask within this time.
    private static final Duration READY_FOR = Duration.ofSeconds(1);
    private static final Duration AWAY_FOR = Duration.ofMillis(100);

    private final LoadingCache<Store, Boolean> ready = Caffeine.newBuilder()
            .expireAfter(Expiry.<Store, Boolean>writing((_, isReady) -> isReady ? READY_FOR : AWAY_FOR))
            .build(Store::isReady);
    private final Store store;
    private final OpenExecutions executions;
    private final Config.Role role;

    ServerHealth(Store store, OpenExecutions executions, Config.Role role) {
        this.store = store;
        this.executions = executions;
        this.role = role;
    }

    @Override
    public boolean isReady() {
        return ready.get(store);
    }

    @Override
    public Map<String, Object> facts() {
        var open = executions.summary();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("role", role.name());
        facts.put("version", version());
        facts.put("database_callers", store.database().busy());
        facts.put("executions_open", open.count());
        facts.put("oldest_execution_open_seconds", open.oldest().toSeconds());
        return facts;
    }

    /// The version of the jar.
    static String version() {
        var version = ServerHealth.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }
}
