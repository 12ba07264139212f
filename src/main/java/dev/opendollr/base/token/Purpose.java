package dev.opendollr.base.token;

import java.util.Locale;

/// What a text of ours is good for, and nothing else: each purpose has a key of its own.
public enum Purpose {
    /// To call the API.
    ACCESS,
    /// To open a page.
    LINK,
    /// To hear the news of a payment.
    REALTIME,
    /// To read on where a reader has stopped.
    CURSOR;

    String type() {
        return name().toLowerCase(Locale.ROOT);
    }
}
