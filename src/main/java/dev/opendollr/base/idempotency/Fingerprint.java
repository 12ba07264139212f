package dev.opendollr.base.idempotency;

import dev.opendollr.base.http.Body;
import org.apache.commons.codec.digest.DigestUtils;

/// The SHA-256, in hex, of the operation and its body. White space and the order of members in the body do not
/// matter.
record Fingerprint(String sha256) {
    static Fingerprint of(String operation, Body body) {
        return new Fingerprint(DigestUtils.sha256Hex(operation + "\n" + body.canonical()));
    }
}
