package dev.opendollr.gateway.sandbox;

import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway.Card;
import dev.opendollr.gateway.sandbox.Fate.Completes;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import dev.opendollr.gateway.sandbox.Fate.StaysInFlight;
import dev.opendollr.gateway.sandbox.Fate.WaitsForPayer;
import java.util.Arrays;
import java.util.Optional;

/// Stripe's test cards, by the ids under which Stripe's own test mode knows them. A decline has Stripe's
/// `decline_code`, or Stripe's `code` if there is none.
enum TestCard {
    VISA("pm_card_visa", "Visa", "visa", new Completes()),
    VISA_DEBIT("pm_card_visa_debit", "Visa (debit)", "visa", new Completes()),
    MASTERCARD("pm_card_mastercard", "Mastercard", "mastercard", new Completes()),
    AMEX("pm_card_amex", "American Express", "amex", new Completes()),
    DISCOVER("pm_card_discover", "Discover", "discover", new Completes()),
    DECLINED("pm_card_chargeDeclined", "Generic decline", "visa", declined("generic_decline")),
    INSUFFICIENT_FUNDS(
            "pm_card_chargeDeclinedInsufficientFunds",
            "Insufficient funds decline",
            "visa",
            new Fails("insufficient_funds", "Your card has insufficient funds.")),
    LOST("pm_card_chargeDeclinedLostCard", "Lost card decline", "visa", declined("lost_card")),
    STOLEN("pm_card_chargeDeclinedStolenCard", "Stolen card decline", "visa", declined("stolen_card")),
    EXPIRED(
            "pm_card_chargeDeclinedExpiredCard",
            "Expired card decline",
            "visa",
            new Fails("expired_card", "Your card has expired.")),
    INCORRECT_CVC(
            "pm_card_chargeDeclinedIncorrectCvc",
            "Incorrect CVC decline",
            "visa",
            new Fails("incorrect_cvc", "Your card's security code is incorrect.")),
    PROCESSING_ERROR(
            "pm_card_chargeDeclinedProcessingError",
            "Processing error decline",
            "visa",
            new Fails("processing_error", "An error occurred while processing your card. Try again in a little bit.")),
    CUSTOMER_FAIL("pm_card_chargeCustomerFail", "Decline after attaching", "visa", declined("generic_decline")),
    RADAR_BLOCK("pm_card_radarBlock", "Always blocked", "visa", declined("fraudulent")),
    AUTHENTICATION_REQUIRED(
            "pm_card_authenticationRequired", "Always authenticate", "visa", new WaitsForPayer(Optional.empty())),
    THREE_D_SECURE("pm_card_threeDSecure2Required", "3D Secure required", "visa", new WaitsForPayer(Optional.empty())),
    THREE_D_SECURE_DECLINED(
            "pm_card_threeDSecureRequiredChargeDeclined",
            "3D Secure required, then declined",
            "visa",
            new WaitsForPayer(Optional.of(declined("generic_decline")))),
    REFUND_FAIL("pm_card_refundFail", "Refund failure", "visa", new Completes()),
    REFUND_PENDING("pm_card_pendingRefund", "Pending refund", "visa", new Completes());

    private static final String TOKEN_PREFIX = "pm_";
    private static final String COUNTRY = "US";

    private final String token;
    private final String title;
    private final String brand;
    private final Fate collection;

    TestCard(String token, String title, String brand, Fate collection) {
        this.token = token;
        this.title = title;
        this.brand = brand;
        this.collection = collection;
    }

    static Optional<TestCard> of(String token) {
        return Arrays.stream(values()).filter(card -> card.token.equals(token)).findFirst();
    }

    /// Without a token the payer enters the card in the browser.
    static Fate fate(Attempt.Kind kind, Optional<String> account) {
        var token = account.filter(text -> text.startsWith(TOKEN_PREFIX));
        var card = token.flatMap(TestCard::of);
        return switch (kind) {
            case COLLECT ->
                token.isEmpty()
                        ? new WaitsForPayer(Optional.empty())
                        : card.map(TestCard::collection).orElseGet(TestCard::unknown);
            case PAY_OUT, REFUND -> card.map(TestCard::refund).orElseGet(Completes::new);
        };
    }

    String token() {
        return token;
    }

    /// Stripe's name for it.
    String title() {
        return title;
    }

    Card card() {
        return new Card(brand, Optional.of(COUNTRY));
    }

    Fate collection() {
        return collection;
    }

    Fate refund() {
        return switch (this) {
            case REFUND_FAIL -> new Fails("expired_or_canceled_card", "The card can take no refund.");
            case REFUND_PENDING -> new StaysInFlight();
            case VISA,
                    VISA_DEBIT,
                    MASTERCARD,
                    AMEX,
                    DISCOVER,
                    DECLINED,
                    INSUFFICIENT_FUNDS,
                    LOST,
                    STOLEN,
                    EXPIRED,
                    INCORRECT_CVC,
                    PROCESSING_ERROR,
                    CUSTOMER_FAIL,
                    RADAR_BLOCK,
                    AUTHENTICATION_REQUIRED,
                    THREE_D_SECURE,
                    THREE_D_SECURE_DECLINED -> new Completes();
        };
    }

    private static Fate unknown() {
        return new Fails("resource_missing", "No such PaymentMethod");
    }

    private static Fails declined(String code) {
        return new Fails(code, "Your card was declined.");
    }
}
