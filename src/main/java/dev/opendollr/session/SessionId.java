package dev.opendollr.session;

import dev.opendollr.identity.Id;

/// The number of a session among all of them.
public record SessionId(long value) implements Id {}
