package dev.opendollr.merchant;

import org.apache.commons.codec.digest.DigestUtils;

/// A client secret. `toString` masks it. Only its SHA-256 hash is stored: a secret of 256 random bits needs no
/// slow hash.
public record Secret(String plain) {
    @Override
    public String toString() {
        return "***";
    }

    /// In hex.
    String sha256() {
        return DigestUtils.sha256Hex(plain);
    }
}
