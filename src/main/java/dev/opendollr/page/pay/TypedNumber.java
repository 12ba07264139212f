package dev.opendollr.page.pay;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.util.Optional;

/// A phone number as people write it: with blanks and signs between the digits, with leading zeros, and with the
/// prefix of the country that already stands before the field. Only the page forgives this; the API does not.
final class TypedNumber {
    /// The length in characters of the longest text that is kept and shown again.
    static final int TEXT_MAX = 40;

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final String NO_REGION = "ZZ";
    private static final int NO_DIGIT = -1;
    private static final String BETWEEN_DIGITS = "+-.()/\u2010\u2011\u2012\u2013\u2212";

    private TypedNumber() {}

    /// The full number in digits, with the prefix of the country. Empty when no mobile phone of that country can
    /// have such a number.
    static Optional<String> digits(Country country, String typed) {
        return typedDigits(typed).flatMap(digits -> {
            var rest = withoutZeros(digits);
            var afterPrefix = rest.startsWith(country.prefix())
                    ? possible(
                            country,
                            withoutZeros(rest.substring(country.prefix().length())))
                    : Optional.<String>empty();
            return afterPrefix.or(() -> possible(country, rest));
        });
    }

    /// The digits in the order they were typed, as ASCII. Empty if there is none, or if there is a letter or
    /// another sign that no phone number has.
    private static Optional<String> typedDigits(String typed) {
        var digits = new StringBuilder();
        boolean isNumber = typed.codePoints().allMatch(point -> {
            int digit = Character.digit(point, 10);
            if (digit != NO_DIGIT) {
                digits.append(digit);
            }
            return digit != NO_DIGIT || isBetweenDigits(point);
        });
        return isNumber && !digits.isEmpty() ? Optional.of(digits.toString()) : Optional.empty();
    }

    /// Numbers that are copied from other programs often have invisible marks around them.
    private static boolean isBetweenDigits(int point) {
        return BETWEEN_DIGITS.indexOf(point) >= 0
                || Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.FORMAT;
    }

    private static String withoutZeros(String digits) {
        return digits.replaceFirst("^0+", "");
    }

    /// By length alone, as the API does: new numbers must not be refused because our list is old.
    private static Optional<String> possible(Country country, String national) {
        var full = country.prefix() + national;
        try {
            var number = PHONES.parse("+" + full, NO_REGION);
            boolean isPossible = PHONES.isPossibleNumberForTypeWithReason(number, PhoneNumberType.MOBILE)
                    == ValidationResult.IS_POSSIBLE;
            return isPossible ? Optional.of(full) : Optional.empty();
        } catch (NumberParseException tooShort) {
            return Optional.empty();
        }
    }
}
