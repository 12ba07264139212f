package dev.opendollr.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds typed text that was not decoded: Java puts U+FFFD where the bytes from a terminal are not text in its
/// encoding.
final class Undecoded {
    private static final char REPLACEMENT = '\uFFFD';
    private static final String OURS = "OPENDOLLR_";

    private Undecoded() {}

    /// Names the first argument, or else the first OpenDollr variable, that was damaged.
    static Optional<String> find(List<String> arguments, Map<String, String> environment) {
        for (int place = 0; place < arguments.size(); place++) {
            if (isDamaged(arguments.get(place))) {
                return Optional.of("argument " + (place + 1));
            }
        }
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> variable.getKey().startsWith(OURS) && isDamaged(variable.getValue()))
                        .map(variable -> "variable " + variable.getKey())
                        .findFirst();
    }

    private static boolean isDamaged(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }
}
