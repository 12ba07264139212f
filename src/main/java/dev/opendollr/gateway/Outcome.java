package dev.opendollr.gateway;

/// What a gateway said about one attempt to move money.
///
/// `Unknown` is a real answer: the request may have landed. Only a later look at the same attempt settles it.
public sealed interface Outcome {
    /// Of what gateways say we keep so many characters.
    int SAID_MAX = 255;

    /// The gateway has taken the attempt and works on it.
    record Accepted(String providerId) implements Outcome {
        public Accepted {
            providerId = kept(providerId);
        }
    }

    /// The payer must do something first, with a secret that only the payer's browser may see.
    record NeedsAction(String providerId, String clientSecret) implements Outcome {
        public NeedsAction {
            providerId = kept(providerId);
        }

        @Override
        public String toString() {
            return "NeedsAction[providerId=" + providerId + ", clientSecret=***]";
        }
    }

    /// The money has moved.
    record Settled(String providerId) implements Outcome {
        public Settled {
            providerId = kept(providerId);
        }
    }

    /// No money has moved, and the gateway will not try again. `code` is its own word, `message` a sentence.
    record Declined(String code, String message) implements Outcome {
        public Declined {
            code = kept(code);
            message = kept(message);
        }
    }

    /// The request may have landed or not: a timeout, a broken answer, one that nobody understands.
    record Unknown(String cause) implements Outcome {}

    /// The gateway knows no such attempt: it has not arrived, or not yet.
    record NotFound() implements Outcome {}

    /// Text of others must not keep us from writing down that money has moved: at most [#SAID_MAX] characters,
    /// and none that a database or a terminal would stumble over.
    private static String kept(String said) {
        var printable = said.replaceAll("\\p{Cntrl}", " ");
        return printable
                .codePoints()
                .limit(SAID_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
