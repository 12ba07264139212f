package dev.opendollr.base.http;

import java.time.Duration;

/// How long a client may take for each part of an exchange, and how many connections there may be.
///
/// @param first for the first byte on a new connection, at most as long as an idle connection may wait
/// @param head for the head of a request, from its first byte
/// @param body for a body that is wanted
/// @param slice for one slice of an answer: a caller that takes less than a kilobyte a second is not reading
/// @param connections in all
/// @param connectionsOfOneNetwork of a network that is not shared by many callers
/// @param requestsOfOneNetwork that are under way at once, on any connections
record Limits(
        Duration first,
        Duration head,
        Duration body,
        Duration slice,
        int connections,
        int connectionsOfOneNetwork,
        int requestsOfOneNetwork) {
    static final Limits ORDINARY = new Limits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            1_024,
            256,
            256);
}
