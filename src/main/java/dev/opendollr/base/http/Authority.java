package dev.opendollr.base.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The server that a request is meant for: a host in lower case (an IPv6 address in brackets), and the port if
/// it was given.
record Authority(String host, Optional<Integer> port) {
    private static final Pattern WRITTEN =
            Pattern.compile("([A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::([1-9][0-9]{0,4}))?");
    private static final int PORT_MAX = 65_535;

    /// Empty if the text does not name a server: it has a user, a space, a path, or a port out of range.
    static Optional<Authority> parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        var port = Optional.ofNullable(written.group(2)).map(Integer::valueOf);
        return port.filter(number -> number > PORT_MAX).isPresent()
                ? Optional.empty()
                : Optional.of(new Authority(written.group(1).toLowerCase(Locale.ROOT), port));
    }

    /// Whether both name the same server. A missing port counts as `defaultPort`.
    boolean isSame(Authority other, int defaultPort) {
        return host.equals(other.host) && port.orElse(defaultPort).equals(other.port.orElse(defaultPort));
    }
}
