package dev.opendollr.base.problem;

/// Why the service cannot do now what a caller asks for, whatever that is.
public sealed interface ServiceReason extends Reason {
    record TooMuchAtOnce() implements ServiceReason {}

    record TooManyWaitForDatabase() implements ServiceReason {}

    record DatabaseBusy() implements ServiceReason {}

    record DatabaseAway() implements ServiceReason {}

    record DatabaseFull() implements ServiceReason {}

    record Stopping() implements ServiceReason {}
}
