package dev.opendollr.base.http;

import static dev.opendollr.base.http.Violation.below;

import dev.opendollr.base.text.CardNumbers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Finds card numbers and card codes in a request, so that none is ever stored or logged.
final class CardData {
    /// Names of card codes, numbers, tracks and PINs, in lower case and without punctuation. The first half of
    /// such a name may also be the name of the enclosing object, as in `card` around `number`.
    private static final Set<String> NAMES = Set.of(
            "cvv",
            "cvv2",
            "cvc",
            "cvc2",
            "csc",
            "csc2",
            "cvn",
            "cvn2",
            "cav2",
            "cvd",
            "cvvcode",
            "cvccode",
            "cvvnumber",
            "cardcvv",
            "cardcvv2",
            "cardcvc",
            "cardcvc2",
            "cardcsc",
            "cardcode",
            "cardcid",
            "securitycode",
            "cardsecuritycode",
            "cardverification",
            "cardverificationcode",
            "cardverificationvalue",
            "cardverificationnumber",
            "pan",
            "cardpan",
            "fullpan",
            "primaryaccountnumber",
            "cardnumber",
            "cardno",
            "cardnum",
            "ccnumber",
            "ccno",
            "ccnum",
            "creditcardnumber",
            "creditcardno",
            "debitcardnumber",
            "debitcardno",
            "paymentcardnumber",
            "bankcardnumber",
            "cardaccountnumber",
            "track1",
            "track2",
            "track3",
            "track1data",
            "track2data",
            "track3data",
            "trackdata",
            "track2equivalentdata",
            "magstripe",
            "magneticstripe",
            "swipedata",
            "emvdata",
            "pin",
            "cardpin",
            "pinblock",
            "encryptedpin",
            "encryptedpinblock");
    /// Members that may hold long runs of digits, since their text is random. What a request sends in them is
    /// never stored.
    private static final Set<String> CREDENTIALS = Set.of("client_id", "client_secret");

    /// Members that may hold a phone number. Any other value in them is searched for card data.
    private static final Set<String> PHONES = Set.of("phone", "party_phone", "insensitive_account_number");

    private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{Nd}]");
    static final String SENTENCE = "card data is not accepted here";

    private CardData() {}

    static void refuse(JsonNode node, List<Object> location, Consumer<Violation> violations) {
        refuse(node, "", location, violations);
    }

    /// `around` is the bare name of the member that holds the node. For an element of a list it is the name of
    /// the member that holds the list.
    private static void refuse(JsonNode node, String around, List<Object> location, Consumer<Violation> violations) {
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> member(member.getKey(), member.getValue(), around, location, violations));
        } else if (node.isArray()) {
            for (int position = 0; position < node.size(); position++) {
                refuse(node.get(position), around, below(location, position), violations);
            }
        } else if (node.isString() && CardNumbers.isIn(node.stringValue())) {
            violations.accept(Violation.value(location, SENTENCE));
        }
    }

    private static void member(
            String name, JsonNode value, String around, List<Object> location, Consumer<Violation> violations) {
        var bare = bare(name);
        if (CardNumbers.isIn(name)) {
            violations.accept(Violation.value(location, SENTENCE));
        } else if (NAMES.contains(bare) || NAMES.contains(around + bare)) {
            violations.accept(Violation.value(below(location, name), SENTENCE));
        } else if (!isExempt(name, value)) {
            refuse(value, bare, below(location, name), violations);
        }
    }

    /// The form of a name that is compared: `Card-Number` and `card_number` have the same one.
    private static String bare(String name) {
        var bare = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); at++) {
            char character = name.charAt(at);
            if (character > '~') {
                return bareOfAnyScript(name);
            }
            if (Character.isLetterOrDigit(character)) {
                bare.append(Character.toLowerCase(character));
            }
        }
        return bare.toString();
    }

    private static String bareOfAnyScript(String name) {
        return PUNCTUATION.matcher(CardNumbers.compatible(name)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static boolean isExempt(String name, JsonNode value) {
        return value.isString()
                && (CREDENTIALS.contains(name) || (PHONES.contains(name) && Body.isPhone(value.stringValue())));
    }
}
