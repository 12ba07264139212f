package dev.opendollr.http;

import java.util.Map;

/// How the server does.
public interface Health {
    /// Whether it can serve requests now.
    boolean isReady();

    /// What an operator wants to know first, by name; no secret and nothing of a merchant.
    Map<String, Object> facts();
}
