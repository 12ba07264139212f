package dev.opendollr.base.token;

import java.util.Locale;

/// The only use for which a signed, encrypted or hashed text is accepted. Each purpose has its own key.
public enum Purpose {
    /// To call the API.
    ACCESS,
    /// To open a page.
    LINK,
    /// To receive the events of a payment.
    REALTIME,
    /// To continue reading where a reader has stopped.
    CURSOR,
    /// To count the prompts that are sent to a phone without keeping the phone.
    PROMPT,
    /// To send the next step of a payment from the page that was shown.
    FORM;

    String type() {
        return name().toLowerCase(Locale.ROOT);
    }
}
