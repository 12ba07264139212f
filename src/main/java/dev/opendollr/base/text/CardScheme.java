package dev.opendollr.base.text;

import java.util.Arrays;
import java.util.regex.Pattern;

/// The card schemes, by the first digits and the lengths of their card numbers.
enum CardScheme {
    VISA("4", 13, 16, 19),
    MASTERCARD("5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", 16),
    AMERICAN_EXPRESS("3[47]", 15),
    DINERS("30[0-5]|309|36|38|39", 14),
    JCB("35(2[89]|[3-8])", 16, 17, 18, 19),
    DISCOVER("6011|64[4-9]|65", 16, 17, 18, 19),
    UNION_PAY("62|81", 16, 17, 18, 19),
    /// Also Verve, Dankort, Elo.
    MAESTRO("50|5[6-8]|63|67|69", 16, 18, 19),
    RUPAY_AND_HIPERCARD("60[6-8]|82", 16),
    MIR("220[0-4]", 16, 17, 18, 19),
    TROY("9792", 16);

    static final int DIGITS_MIN = 13;
    static final int DIGITS_MAX = 19;

    private final Pattern prefix;
    /// One bit for each length.
    private final int lengths;

    CardScheme(String prefixes, int... lengths) {
        prefix = Pattern.compile(prefixes);
        this.lengths = Arrays.stream(lengths).reduce(0, (bits, length) -> bits | 1 << length);
    }

    /// Whether one of the schemes could have issued `digits`: prefix, length and check digit are right.
    static boolean couldIssue(CharSequence digits) {
        return digits.length() >= DIGITS_MIN
                && digits.length() <= DIGITS_MAX
                && Arrays.stream(values()).anyMatch(scheme -> scheme.issues(digits))
                && passesLuhn(digits);
    }

    private boolean issues(CharSequence digits) {
        return (lengths >> digits.length() & 1) == 1 && prefix.matcher(digits).lookingAt();
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            int weighted = place % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
