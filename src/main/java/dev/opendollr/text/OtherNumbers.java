package dev.opendollr.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.iban4j.IbanUtil;

/// Tells the long numbers that are known to be no cards: UUIDs, dates, phones, and accounts as banks write them.
/// What only has their shape may be a card in disguise, so countries, lengths and check digits must be right where
/// there are any.
final class OtherNumbers {
    private static final Pattern UUID =
            Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])");

    /// Such as `2026-11-23` and `23/11/2026`, whose year would go on where an amount ends.
    private static final Pattern DATE = Pattern.compile("(?<![0-9])((19|20)[0-9]{2}([-/.])[0-9]{1,2}\\3[0-9]{1,2}"
            + "|[0-9]{1,2}([-/.])[0-9]{1,2}\\4(19|20)[0-9]{2})(?![0-9])");

    /// No digits stand right before or behind, which would make it a part of something longer, unless they end a
    /// line or an entry of a list. Behind a stroke another phone begins with 0.
    private static final String ALONE_BEFORE = "(?<![0-9])(?<![0-9][^\\p{L}\\p{N}\n,;/]{1,2})";

    private static final String ALONE_BEHIND = "(?![0-9])(?![^\\p{L}\\p{N}\n,;/+]{1,2}[0-9])(?!/ ?[1-9])";

    /// A phone as it is dialled from abroad, in one or in groups.
    private static final Pattern PHONE =
            Pattern.compile("\\+([0-9]{8,15}|[0-9]{1,3}([ .-][0-9]{2,4}){2,5})" + ALONE_BEHIND);

    /// A phone as it is dialled at home: `0886-123-456`, `077 012 3456`, `0770 123456`. Its country may
    /// stand before it.
    private static final Pattern PHONE_AT_HOME = Pattern.compile(ALONE_BEFORE
            + "([1-9][0-9]{0,2}[ .-])?0[1-9][0-9]{0,2}([ .-])([0-9]{3}\\2[0-9]{3,4}|[0-9]{6,7})" + ALONE_BEHIND);

    /// A phone in threes and a four: `415-696-6454`, `234 803 184 8197`. None is a card, for those of 13 digits begin
    /// with a 4.
    private static final Pattern PHONE_IN_THREES = Pattern.compile(
            ALONE_BEFORE + "([1-35-9][0-9]{0,2}[ .-])?[2-9][0-9]{2}([ .-])[0-9]{3}\\2[0-9]{4}" + ALONE_BEHIND);

    private static final Pattern IBAN = Pattern.compile("(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}"
            + "([A-Z0-9]{11,30}|( [A-Z0-9]{4}){2,7}( [A-Z0-9]{1,3})?)(?![A-Za-z0-9])");

    /// The country and the check digits.
    private static final int IBAN_HEAD = 4;

    private static final String ANOTHER = "x";
    private static final String NO_REGION = "ZZ";

    private OtherNumbers() {}

    /// The text with a letter for each of them.
    static String setAside(String text) {
        var rest = without(UUID, _ -> true, text);
        rest = without(DATE, _ -> true, rest);
        rest = without(PHONE, OtherNumbers::isPossiblePhone, rest);
        rest = without(PHONE_AT_HOME, _ -> true, rest);
        rest = without(PHONE_IN_THREES, _ -> true, rest);
        return IBAN.matcher(rest).replaceAll(found -> withoutAccount(found.group()));
    }

    /// An account that no bank can have, and that somebody gave the right check digits, hides what stands behind them.
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
