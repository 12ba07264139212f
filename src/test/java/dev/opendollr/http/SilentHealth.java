package dev.opendollr.http;

import java.util.Map;

/// Of a server whose health a test does not look at.
final class SilentHealth implements Health {
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }
}
