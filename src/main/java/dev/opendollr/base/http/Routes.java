package dev.opendollr.base.http;

/// The HTTP face of a feature.
public interface Routes {
    /// Registers the methods and paths that the feature answers.
    void routing(Rules rules);
}
