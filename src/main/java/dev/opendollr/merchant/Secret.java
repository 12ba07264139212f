package dev.opendollr.merchant;

import org.apache.commons.codec.digest.DigestUtils;

/// A client secret. It shows itself only to whoever asks for it by name, and is stored only as its hash: a secret of
/// 256 random bits needs no slow one.
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
