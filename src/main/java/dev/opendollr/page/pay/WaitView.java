package dev.opendollr.page.pay;

import java.util.List;
import java.util.Optional;

/// Step 4: a payment is under way.
///
/// `texts` say what happens, and `money` what became of earlier money. `promptName` is who asks for the money in the
/// request on the phone. `bank` is where the payer answers the bank. `quote` is what the payer quotes to ask about the
/// payment. `mayClose` is whether the payer needs this page no more. `seen` is the state that the script compares with
/// the current one, and `state` the address of this page.
public record WaitView(
        String title,
        List<String> texts,
        List<String> money,
        String merchant,
        String amount,
        Optional<String> from,
        Optional<String> promptName,
        long elapsedSeconds,
        String elapsed,
        Optional<String> bank,
        Optional<Help> help,
        Optional<String> wrongNumber,
        boolean isLong,
        boolean mayClose,
        String quote,
        String seen,
        String state) {
    public WaitView {
        texts = List.copyOf(texts);
        money = List.copyOf(money);
    }

    /// From this age on a payment that was not approved is helped, in seconds.
    public static final int HELP_SECONDS = 15;
    /// From this age on a payer is told that the page may be closed, in seconds.
    public static final int LONG_SECONDS = 90;

    /// How to find the request on a phone on which none has come. `isOpen` is whether the payer has waited for
    /// [#HELP_SECONDS].
    public record Help(boolean isOpen, boolean isIllustrative, List<Channel> channels) {
        public Help {
            channels = List.copyOf(channels);
        }
    }

    public record Channel(String code, String address, List<String> steps) {
        public Channel {
            steps = List.copyOf(steps);
        }
    }
}
