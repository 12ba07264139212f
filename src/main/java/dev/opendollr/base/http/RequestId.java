package dev.opendollr.base.http;

import dev.opendollr.base.text.CardNumbers;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id under which a request is logged and kept: the caller's own when it is short, plain and no card number, else a
/// new one.
public record RequestId(String text) {
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    static RequestId choose(Headers headers) {
        return headers.only(Reply.REQUEST_ID)
                .filter(text -> SANE.matcher(text).matches() && !CardNumbers.isIn(text))
                .map(RequestId::new)
                .orElseGet(() -> new RequestId(UUID.randomUUID().toString()));
    }
}
