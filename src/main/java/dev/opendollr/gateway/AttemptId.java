package dev.opendollr.gateway;

import java.util.UUID;

/// What a gateway knows an attempt by, chosen by us once for each movement.
public record AttemptId(UUID value) {}
