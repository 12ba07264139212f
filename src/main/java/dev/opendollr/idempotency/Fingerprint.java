package dev.opendollr.idempotency;

import dev.opendollr.http.Body;
import org.apache.commons.codec.digest.DigestUtils;

/// The SHA-256, in hex, of what a request asks for: the operation and its body, however that was spaced.
record Fingerprint(String sha256) {
    static Fingerprint of(String operation, Body body) {
        return new Fingerprint(DigestUtils.sha256Hex(operation + "\n" + body.canonical()));
    }
}
