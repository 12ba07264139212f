package dev.opendollr.gateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opendollr.gateway.sandbox.Challenges.Decision;
import dev.opendollr.gateway.sandbox.SandboxAttempt.State;
import java.util.Optional;
import org.joda.money.Money;

/// A page of the sandbox's bank, on which the holder of a card approves a payment or refuses it. It needs no
/// style sheet, script or picture.
record ChallengePage(String title, String content) {
    static final String DECISION = "decision";

    static ChallengePage of(Money paid, State state, Optional<ReturnPath> back) {
        var amount = paid.toString();
        return switch (state) {
            case PROCESSING, REQUIRES_ACTION -> question(amount);
            case COMPLETED -> answered("Payment approved", "You have approved the payment of " + amount + ".", back);
            case FAILED ->
                answered("Payment not made", "The payment of " + amount + " was refused, or has ended.", back);
        };
    }

    /// For a secret that opens nothing.
    static ChallengePage unknown() {
        return message("Payment not found", "This bank knows no payment with this address.");
    }

    /// For an address or a form that this bank has not made.
    static ChallengePage foreign() {
        return message(
                "Not possible",
                "This address was changed on its way here, or leads back to somewhere other than a payment page."
                        + " Nothing was decided.");
    }

    /// The form has no address of its own: it goes to the address of the page, with the way back in it.
    private static ChallengePage question(String amount) {
        return new ChallengePage("Approve a payment of " + amount + "?", """
            <p>A shop asks for %s from your card.</p>
            <form method="post">
            <p><button name="%s" value="%s">Approve the payment</button></p>
            <p><button name="%s" value="%s">Refuse the payment</button></p>
            </form>
            """.formatted(
                        escaped(amount), DECISION, Decision.APPROVE, DECISION, Decision.REFUSE));
    }

    private static ChallengePage answered(String title, String sentence, Optional<ReturnPath> back) {
        var way = back.map(path ->
                        "<p><a href=\"%s\">Back to the payment page</a></p>\n".formatted(escaped(path.address())))
                .orElse("<p>You may close this page.</p>\n");
        return new ChallengePage(title, "<p>" + escaped(sentence) + "</p>\n" + way);
    }

    private static ChallengePage message(String title, String sentence) {
        return new ChallengePage(title, "<p>" + escaped(sentence) + "</p>\n");
    }

    byte[] bytes() {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <link rel="icon" href="data:,">
            <title>%s - Bank of the sandbox</title>
            </head>
            <body>
            <header><p>Bank of the sandbox. No real money moves.</p></header>
            <main>
            <h1>%s</h1>
            %s</main>
            </body>
            </html>
            """.formatted(escaped(title), escaped(title), content).getBytes(UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
    }
}
