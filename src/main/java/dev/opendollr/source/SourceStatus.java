package dev.opendollr.source;

import static dev.opendollr.source.Transition.moved;
import static dev.opendollr.source.Transition.refused;

import dev.opendollr.source.SourceReason.CanceledAndFinal;
import dev.opendollr.source.SourceReason.NoPaymentInFlight;
import dev.opendollr.source.SourceReason.NotCanceledInFlight;
import dev.opendollr.source.SourceReason.NotCanceledOncePaid;
import dev.opendollr.source.SourceReason.NotPublished;
import dev.opendollr.source.SourceReason.PaidAndFinal;
import dev.opendollr.source.SourceReason.PaymentInFlight;
import dev.opendollr.source.SourceReason.PublishedAlready;
import dev.opendollr.source.SourceReason.PublishedAndLocked;

/// The status of an order or an invoice, and the only transitions from it.
public enum SourceStatus {
    /// A draft; it and its items may change.
    IDLE,
    /// Published and payable; it can no longer be edited.
    ACTIVE,
    /// A payment is in flight; only its outcome can change the status.
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
                    case START_PAYMENT -> refused(new NotPublished());
                    case SETTLE_PAYMENT, FAIL_PAYMENT, ABANDON_PAYMENT -> refused(new NoPaymentInFlight());
                };
            case ACTIVE ->
                switch (event) {
                    case START_PAYMENT -> moved(PROCESSING);
                    case CANCEL, REQUEST_CANCEL -> moved(CANCELED);
                    case EDIT -> refused(new PublishedAndLocked());
                    case PUBLISH -> refused(new PublishedAlready());
                    case SETTLE_PAYMENT, FAIL_PAYMENT, ABANDON_PAYMENT -> refused(new NoPaymentInFlight());
                };
            case PROCESSING ->
                switch (event) {
                    case SETTLE_PAYMENT -> moved(PAID);
                    case FAIL_PAYMENT -> moved(ACTIVE);
                    case ABANDON_PAYMENT -> moved(CANCELED);
                    case REQUEST_CANCEL -> moved(PROCESSING);
                    case CANCEL -> refused(new NotCanceledInFlight());
                    case EDIT, PUBLISH, START_PAYMENT -> refused(new PaymentInFlight());
                };
            case PAID ->
                switch (event) {
                    case CANCEL, REQUEST_CANCEL -> refused(new NotCanceledOncePaid());
                    case EDIT, PUBLISH, START_PAYMENT, SETTLE_PAYMENT, FAIL_PAYMENT, ABANDON_PAYMENT ->
                        refused(new PaidAndFinal());
                };
            case CANCELED ->
                switch (event) {
                    case CANCEL, REQUEST_CANCEL -> new Transition.Repeated();
                    case EDIT, PUBLISH, START_PAYMENT, SETTLE_PAYMENT, FAIL_PAYMENT, ABANDON_PAYMENT ->
                        refused(new CanceledAndFinal());
                };
        };
    }
}
