package dev.opendollr.http;

/// The HTTP face of a feature.
public interface Routes {
    /// Says which methods and paths it answers.
    void routing(Rules rules);
}
