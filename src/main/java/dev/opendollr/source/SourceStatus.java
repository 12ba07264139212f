package dev.opendollr.source;

import static dev.opendollr.source.Transition.moved;
import static dev.opendollr.source.Transition.refused;

/// Where an order or an invoice stands, and the only moves it can make from there.
public enum SourceStatus {
    /// A draft; it and its items may change.
    IDLE,
    /// Published and payable; locked for editing.
    ACTIVE,
    /// A payment is in flight; only its outcome may move it.
    PROCESSING,
    PAID,
    CANCELED;

    public Transition on(SourceEvent event) {
        return switch (this) {
            case IDLE ->
                switch (event) {
                    case EDIT -> moved(IDLE);
                    case PUBLISH -> moved(ACTIVE);
                    case CANCEL, REQUEST_CANCEL -> moved(CANCELED);
                    case START_PAYMENT -> refused("publish it before it is paid");
                    case SETTLE_PAYMENT, FAIL_PAYMENT, ABANDON_PAYMENT -> refused("it has no payment in flight");
                };
            case ACTIVE ->
                switch (event) {
                    case START_PAYMENT -> moved(PROCESSING);
                    case CANCEL, REQUEST_CANCEL -> moved(CANCELED);
                    case EDIT -> refused("it is published and locked, cancel it and create another");
                    case PUBLISH -> refused("it is already published");
                    case SETTLE_PAYMENT, FAIL_PAYMENT, ABANDON_PAYMENT -> refused("it has no payment in flight");
                };
            case PROCESSING ->
                switch (event) {
                    case SETTLE_PAYMENT -> moved(PAID);
                    case FAIL_PAYMENT -> moved(ACTIVE);
                    case ABANDON_PAYMENT -> moved(CANCELED);
                    case REQUEST_CANCEL -> moved(PROCESSING);
                    case CANCEL ->
                        refused("a payment is in flight, wait for its outcome, or let POST …/{id}/cancel-requests"
                                + " cancel it as soon as that is known");
                    case EDIT, PUBLISH, START_PAYMENT -> refused("a payment is in flight, wait for its outcome");
                };
            case PAID ->
                switch (event) {
                    case CANCEL, REQUEST_CANCEL -> refused("it is paid and final, refund the payment instead");
                    case EDIT, PUBLISH, START_PAYMENT, SETTLE_PAYMENT, FAIL_PAYMENT, ABANDON_PAYMENT ->
                        refused("it is paid and final");
                };
            case CANCELED ->
                switch (event) {
                    case CANCEL, REQUEST_CANCEL -> new Transition.Repeated();
                    case EDIT, PUBLISH, START_PAYMENT, SETTLE_PAYMENT, FAIL_PAYMENT, ABANDON_PAYMENT ->
                        refused("it is canceled and final, create another");
                };
        };
    }
}
