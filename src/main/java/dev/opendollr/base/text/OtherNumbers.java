package dev.opendollr.base.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.iban4j.IbanUtil;

/// Recognizes long numbers that are not card numbers: UUIDs, dates, phone numbers, and bank accounts as IBANs.
/// A card number may be written in such a shape, so country, length and check digits must be right where the
/// shape has them.
final class OtherNumbers {
    private static final Pattern UUID =
            Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])");

    /// Dates such as `2026-11-23` and `23/11/2026`. The digits of the year could otherwise continue the digits
    /// of an amount.
    private static final Pattern DATE = Pattern.compile("(?<![0-9])((19|20)[0-9]{2}([-/.])[0-9]{1,2}\\3[0-9]{1,2}"
            + "|[0-9]{1,2}([-/.])[0-9]{1,2}\\4(19|20)[0-9]{2})(?![0-9])");

    /// No digits may stand directly before or after a number: they would make it part of a longer one. They may
    /// if a line or an entry of a list ends between them. After a slash only another phone number may follow,
    /// which begins with 0.
    private static final String ALONE_BEFORE = "(?<![0-9])(?<![0-9][^\\p{L}\\p{N}\n,;/]{1,2})";

    private static final String ALONE_BEHIND = "(?![0-9])(?![^\\p{L}\\p{N}\n,;/+]{1,2}[0-9])(?!/ ?[1-9])";

    /// A phone number in international form, with or without groups.
    private static final Pattern PHONE =
            Pattern.compile("\\+([0-9]{8,15}|[0-9]{1,3}([ .-][0-9]{2,4}){2,5})" + ALONE_BEHIND);

    /// A phone number in national form: `0886-123-456`, `077 012 3456`, `0770 123456`. The country code may
    /// precede it.
    private static final Pattern PHONE_AT_HOME = Pattern.compile(ALONE_BEFORE
            + "([1-9][0-9]{0,2}[ .-])?0[1-9][0-9]{0,2}([ .-])([0-9]{3}\\2[0-9]{3,4}|[0-9]{6,7})" + ALONE_BEHIND);

    /// A phone number in groups of three that end with a group of four: `415-696-6454`, `234 803 184 8197`. It
    /// is never a card number: card numbers of 13 digits begin with 4.
    private static final Pattern PHONE_IN_THREES = Pattern.compile(
            ALONE_BEFORE + "([1-35-9][0-9]{0,2}[ .-])?[2-9][0-9]{2}([ .-])[0-9]{3}\\2[0-9]{4}" + ALONE_BEHIND);

    private static final Pattern IBAN = Pattern.compile("(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}"
            + "([A-Z0-9]{11,30}|( [A-Z0-9]{4}){2,7}( [A-Z0-9]{1,3})?)(?![A-Za-z0-9])");

    /// The country and the check digits.
    private static final int IBAN_HEAD = 4;

    private static final String ANOTHER = "x";
    private static final String NO_REGION = "ZZ";

    private OtherNumbers() {}

    /// The text with each of these numbers replaced by a letter.
    static String setAside(String text) {
        var rest = without(UUID, _ -> true, text);
        rest = without(DATE, _ -> true, rest);
        rest = without(PHONE, OtherNumbers::isPossiblePhone, rest);
        rest = without(PHONE_AT_HOME, _ -> true, rest);
        rest = without(PHONE_IN_THREES, _ -> true, rest);
        return IBAN.matcher(rest).replaceAll(found -> withoutAccount(found.group()));
    }

    /// An IBAN that no bank can have but that has the right check digits may hide a card number. Only its first
    /// four characters are replaced, so that the digits after them are still searched.
    private static String withoutAccount(String written) {
        var account = written.replace(" ", "");
        if (IbanUtil.isValidWithCountryRules(account)) {
            return ANOTHER;
        }
        boolean isMadeUp = IbanUtil.calculateCheckDigit(account).equals(IbanUtil.getCheckDigit(account));
        return isMadeUp ? ANOTHER + written.substring(IBAN_HEAD) : written;
    }

    private static String without(Pattern shape, Predicate<String> isOne, String text) {
        return shape.matcher(text).replaceAll(found -> isOne.test(found.group()) ? ANOTHER : found.group());
    }

    private static boolean isPossiblePhone(String written) {
        var phones = PhoneNumberUtil.getInstance();
        try {
            return phones.isPossibleNumberWithReason(phones.parse(written, NO_REGION)) == ValidationResult.IS_POSSIBLE;
        } catch (NumberParseException noCountry) {
            return false;
        }
    }
}
