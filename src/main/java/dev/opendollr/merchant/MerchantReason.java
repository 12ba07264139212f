package dev.opendollr.merchant;

import dev.opendollr.base.problem.Reason;
import java.time.Instant;

/// Why a request about a merchant or one of its users is refused.
public sealed interface MerchantReason extends Reason {
    record NotVerified() implements MerchantReason {}

    record PhoneOfAnother(long merchant) implements MerchantReason {}

    record UserIdOfOtherPhone() implements MerchantReason {}

    record PasscodeWrong(int left) implements MerchantReason {}

    record PasscodeLocked(Instant until) implements MerchantReason {}

    record TooManyLogins() implements MerchantReason {}

    record TooManyPasscodes() implements MerchantReason {}
}
