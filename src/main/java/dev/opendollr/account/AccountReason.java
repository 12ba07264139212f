package dev.opendollr.account;

import dev.opendollr.base.problem.Reason;

/// Why a payment account is refused.
public sealed interface AccountReason extends Reason {
    record NoSuchAccount() implements AccountReason {}

    record NoSuchActiveAccount() implements AccountReason {}

    record NotActive() implements AccountReason {}
}
