package dev.opendollr.gateway.sandbox;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where the bank's page sends a payer who has answered: to a payment page of this server and nowhere else. A
/// page that sent its visitors to any address could be abused to lead them astray.
record ReturnPath(String text) {
    static final int LENGTH_MAX = 4_096;

    /// One segment below `/pay/`, and a query. So no dots or slashes lead out of the folder.
    private static final Pattern FORM = Pattern.compile("/pay/[A-Za-z0-9_-]+(\\?[A-Za-z0-9_.~=&%+-]*)?");

    ReturnPath {
        if (!isAccepted(text)) {
            throw new IllegalArgumentException("no path of a payment page");
        }
    }

    /// As the bank's page refers to it: proxies may serve both pages below a path of their own.
    String address() {
        return "../.." + text;
    }

    static Optional<ReturnPath> of(String text) {
        return isAccepted(text) ? Optional.of(new ReturnPath(text)) : Optional.empty();
    }

    private static boolean isAccepted(String text) {
        return text.length() <= LENGTH_MAX && FORM.matcher(text).matches();
    }
}
