package dev.opendollr.gateway;

import dev.opendollr.base.money.PaymentMethod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What a payer must know in order to pay by one mobile-money method.
///
/// `name` is what its customers call the method. `promptName` is who asks for the money in the request on the
/// phone. An illustrative hint was not compared with what the operator does.
public record Hint(
        PaymentMethod method, String name, String promptName, List<Channel> channels, boolean isIllustrative) {
    /// The language in which the steps of every channel are known.
    public static final String COMMON_LANGUAGE = "en";

    /// A repeated channel counts once: what gateways say about a method repeats channels.
    public Hint {
        channels = List.copyOf(new LinkedHashSet<>(channels));
        if (method.kind() != PaymentMethod.Kind.MOBILE_MONEY || channels.isEmpty()) {
            throw new IllegalArgumentException(method + " with " + channels.size() + " channels");
        }
    }

    /// A way to find the request on the phone when it does not show by itself: a code to dial, and what to
    /// choose then. The languages of `steps` are ISO 639 codes.
    public record Channel(String dialCode, Map<String, List<String>> steps) {
        private static final String CODE = "[*#0-9]{2,32}";

        public Channel {
            steps = Map.copyOf(steps);
            if (!dialCode.matches(CODE)) {
                throw new IllegalArgumentException("no code to dial: " + dialCode);
            }
            if (steps.getOrDefault(COMMON_LANGUAGE, List.of()).isEmpty()) {
                throw new IllegalArgumentException("no steps in " + COMMON_LANGUAGE + " for " + dialCode);
            }
        }

        /// In `language`, or else in [#COMMON_LANGUAGE].
        public List<String> steps(String language) {
            return steps.getOrDefault(language, steps.getOrDefault(COMMON_LANGUAGE, List.of()));
        }

        /// A `tel:` address that dials the code. In such an address `#` would begin a fragment.
        public String dialAddress() {
            return "tel:" + dialCode.replace("#", "%23");
        }
    }
}
