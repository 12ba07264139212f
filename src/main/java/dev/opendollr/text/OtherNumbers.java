package dev.opendollr.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.iban4j.IbanUtil;

/// Tells the long numbers that are known to be no cards: UUIDs, dates, phones, and accounts as banks write them. What
/// only has
/// their shape may be a card in disguise, so countries, lengths and check digits must be right where there are any.
final class OtherNumbers {
    private static final Pattern UUID =
            Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])");

    /// Such as `2026-11-23` and `23/11/2026`, whose year would go on where an amount ends.
    private static final Pattern DATE = Pattern.compile("(?<![0-9])((19|20)[0-9]{2}([-/.])[0-9]{1,2}\\3[0-9]{1,2}"
            + "|[0-9]{1,2}([-/.])[0-9]{1,2}\\4(19|20)[0-9]{2})(?![0-9])");

    /// A phone as it is dialled from abroad, in one or in groups.
    private static final Pattern PHONE = Pattern.compile("\\+([0-9]{8,15}|[0-9]{1,3}([ .-][0-9]{2,4}){2,5})(?![0-9])");

    /// A phone as it is dialled at home: `0886-123-456`, `077 012 3456`, `0770 123456`. Digits right before it make it
    /// a part of something longer, unless they end a line or an entry of a list.
    private static final Pattern PHONE_AT_HOME = Pattern.compile("(?<![0-9])(?<![0-9][^\\p{L}\\p{N}\n,;/]{1,2})"
            + "0[1-9][0-9]{0,2}([ .-])([0-9]{3}\\1[0-9]{3,4}|[0-9]{6,7})(?![0-9])");

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
