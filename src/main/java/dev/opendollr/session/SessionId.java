package dev.opendollr.session;

import dev.opendollr.base.identity.Id;

/// The number of a session among all of them.
public record SessionId(long value) implements Id {}
