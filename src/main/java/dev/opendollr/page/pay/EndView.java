package dev.opendollr.page.pay;

import java.util.List;
import java.util.Optional;

/// Step 5, and every other page on which nothing is under way: what has happened, what became of the money, and the
/// way on.
///
/// `tone` is the style of the notice. There is a `document` with a `total` but for a merchant that takes no payments.
/// `from` is the account that was refused, and `quote` what a payer who has paid quotes to ask about the payment.
public record EndView(
        Optional<String> notice,
        String tone,
        String title,
        List<String> texts,
        List<String> money,
        String merchant,
        Optional<String> document,
        String total,
        Optional<String> from,
        Optional<String> quote,
        Optional<WayOn> way,
        List<WayOn> others) {
    public EndView {
        texts = List.copyOf(texts);
        money = List.copyOf(money);
        others = List.copyOf(others);
    }

    /// A way on. With JavaScript the page takes it by itself after 5 seconds if `leaves`.
    public record WayOn(String label, String address, boolean leaves) {}
}
