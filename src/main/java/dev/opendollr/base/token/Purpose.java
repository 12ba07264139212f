package dev.opendollr.base.token;

import java.util.Locale;

/// The only use for which a signed or encrypted text is accepted. Each purpose has its own key.
public enum Purpose {
    /// To call the API.
    ACCESS,
    /// To open a page.
    LINK,
    /// To receive the events of a payment.
    REALTIME,
    /// To continue reading where a reader has stopped.
    CURSOR;

    String type() {
        return name().toLowerCase(Locale.ROOT);
    }
}
