package dev.opendollr.page.text;

import dev.opendollr.base.money.AmountTexts;
import dev.opendollr.base.text.Escaped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Values as readers of one language see them. Numbers and times follow CLDR, the Unicode project's data on
/// languages, which the JDK holds. Other threads may use it at the same time.
public final class Shown {
    private static final Map<Language, Shown> ALL = new ConcurrentHashMap<>();
    /// By ISO 3166 code.
    private static final Map<String, ZoneId> ZONES =
            Map.of("LR", ZoneId.of("Africa/Monrovia"), "RW", ZoneId.of("Africa/Kigali"));

    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final int DIGITS_SHOWN = 3;
    private static final String HIDDEN = "•••";
    /// What stands between the two is laid out by itself: a name of another direction moves no amount beside it.
    private static final char FIRST_STRONG_ISOLATE = '\u2068';

    private static final char POP_ISOLATE = '\u2069';

    private final AmountTexts amounts;
    private final DateTimeFormatter moments;
    private final DateTimeFormatter dates;

    private Shown(Language language) {
        amounts = new AmountTexts(language.locale());
        moments = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.LONG)
                .withLocale(language.locale());
        dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language.locale());
    }

    public static Shown of(Language language) {
        return ALL.computeIfAbsent(language, Shown::new);
    }

    /// The currency's ISO code, then the amount: `RWF 15,669`.
    public String amount(Money amount) {
        return amounts.of(amount);
    }

    public String number(long number) {
        return amounts.number(number);
    }

    /// With all its decimals: a rate, or an amount without a currency.
    public String number(BigDecimal number) {
        return amounts.number(number);
    }

    /// What one unit of a currency is worth in another: `USD 1 = RWF 1,460.5`.
    public String rate(CurrencyUnit one, BigDecimal rate, CurrencyUnit other) {
        return one.getCode() + " " + number(1) + " = " + other.getCode() + " " + number(rate);
    }

    /// Where people of a country read times; UTC for a country that is not known.
    public static ZoneId zone(String country) {
        return ZONES.getOrDefault(country, UTC);
    }

    /// The day, the time to the second and the time zone.
    public String moment(Instant moment, ZoneId zone) {
        return moments.format(moment.atZone(zone));
    }

    public String date(Instant moment, ZoneId zone) {
        return dates.format(moment.atZone(zone));
    }

    /// The last three digits of a phone or card number, which may be masked already: `••• 789`.
    public String masked(String account) {
        var digits = account.replaceAll("[^0-9]", "");
        return HIDDEN + " " + digits.substring(Math.max(0, digits.length() - DIGITS_SHOWN));
    }

    /// A text from outside within a sentence or a label: marks that would change how others are shown stand as
    /// their numbers, and its direction stays within it.
    public String name(String text) {
        return FIRST_STRONG_ISOLATE + Escaped.of(text) + POP_ISOLATE;
    }

    /// A note of a merchant, which may have lines.
    public String note(String text) {
        return FIRST_STRONG_ISOLATE + Escaped.lines(text) + POP_ISOLATE;
    }
}
