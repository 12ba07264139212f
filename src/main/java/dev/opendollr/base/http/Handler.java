package dev.opendollr.base.http;

/// Answers one kind of request; runs on a virtual thread of its own and may wait.
@FunctionalInterface
public interface Handler {
    void handle(Request request, Response response);
}
