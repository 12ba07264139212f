package dev.opendollr.gateway;

/// What a gateway said about one attempt to move money.
///
/// `Unknown` is a real answer: the request may have landed. Only a later look at the same attempt settles it.
public sealed interface Outcome {
    /// How many characters of a gateway's text are stored.
    int SAID_MAX = 255;

    /// The gateway has taken the attempt and works on it.
    record Accepted(String providerId) implements Outcome {
        public Accepted {
            providerId = kept(providerId);
        }
    }

    /// The payer must act first, with a secret that only the payer's browser may see.
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

    /// The request may have landed or not: a timeout, a broken answer, or an answer that we do not understand.
    record Unknown(String cause) implements Outcome {}

    /// The gateway does not know the attempt: it has not arrived, or not yet.
    record NotFound() implements Outcome {}

    /// A gateway's text must not prevent us from storing that money has moved. So it is cut to [#SAID_MAX]
    /// characters, and control characters, which a database or a terminal may not handle, become blanks.
    private static String kept(String said) {
        var printable = said.replaceAll("\\p{Cntrl}", " ");
        return printable
                .codePoints()
                .limit(SAID_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
