package dev.opendollr;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.base.token.TokenKeys;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The signing key of a server without one in its environment: generated once and kept in the data folder.
final class KeyFile {
    private static final String NAME = "jwt.key";

    private KeyFile() {}

    static TokenKeys read(DataFolder data) {
        var text = data.read(NAME).map(String::strip).orElseGet(() -> {
            var fresh = new byte[TokenKeys.BYTES_MIN];
            new SecureRandom().nextBytes(fresh);
            var encoded = Base64.getEncoder().encodeToString(fresh);
            data.writePrivate(NAME, encoded + "\n");
            return encoded;
        });
        var secret = decoded(text).filter(bytes -> TokenKeys.fault(bytes).isEmpty());
        return new TokenKeys(
                secret.map(TokenKeys::secret)
                        .orElseThrow(() -> new StartFailure(data.file(NAME)
                                + " holds no key that could be trusted; remove it and a new one is made, which ends"
                                + " all tokens and links")),
                List.of());
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
