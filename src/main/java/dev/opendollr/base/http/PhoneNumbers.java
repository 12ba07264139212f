package dev.opendollr.base.http;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;

/// Checks whether digits can be a phone number of their country. Only the length is checked, not whether the
/// number exists.
final class PhoneNumbers {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final String NO_REGION = "ZZ";

    static final Conversion<String> ANY =
            possible(PhoneNumberType.UNKNOWN, "no phone of its country has such a number");
    static final Conversion<String> MOBILE =
            possible(PhoneNumberType.MOBILE, "no mobile phone of its country has such a number");

    private PhoneNumbers() {}

    private static Conversion<String> possible(PhoneNumberType type, String otherwise) {
        return node -> switch (Body.PHONE_DIGITS.of(node)) {
            case Converted.Broken<String> broken -> broken;
            case Converted.Value<String>(var digits) when isPossible(digits, type) -> Converted.value(digits);
            case Converted.Value<String> _ -> Converted.broken("value_error", "Value error, " + otherwise);
        };
    }

    private static boolean isPossible(String digits, PhoneNumberType type) {
        try {
            var number = PHONES.parse("+" + digits, NO_REGION);
            return PHONES.isPossibleNumberForTypeWithReason(number, type) == ValidationResult.IS_POSSIBLE;
        } catch (NumberParseException noCountry) {
            return false;
        }
    }
}
