package dev.opendollr.base.http;

import java.util.Map;

/// The state of the server.
public interface Health {
    /// Whether it can serve requests now.
    boolean isReady();

    /// The facts that an operator needs first, by name. They contain no secret and no merchant data.
    Map<String, Object> facts();
}
