package dev.opendollr.base.http;

import static dev.opendollr.base.http.Converted.broken;
import static dev.opendollr.base.http.Converted.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Reads moments as Pydantic does: ISO 8601 with or without offset, a date alone, or seconds since 1970.
final class Moments {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt _]([0-9]{2}:[0-9]{2})(:[0-9]{2})?([.,][0-9]{1,9})?(.*)");
    private static final Pattern OFFSET = Pattern.compile("[Zz]?|([+-][0-9]{2}):?([0-9]{2})?");
    private static final Pattern UNIX_TIME = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,9})?");
    /// A larger number counts milliseconds.
    private static final BigDecimal SECONDS_MAX = new BigDecimal("20000000000");

    private static final BigDecimal MILLISECONDS_MAX = new BigDecimal("253402300799999");
    private static final int DATE_LENGTH = 10;
    private static final int YEAR_MAX = 9999;

    private Moments() {}

    static Converted<Instant> ofText(String text) {
        if (UNIX_TIME.matcher(text).matches()) {
            return ofUnixTime(new BigDecimal(text));
        }
        if (text.length() < DATE_LENGTH) {
            return unparsable("input is too short");
        }
        try {
            if (DATE.matcher(text).matches()) {
                return kept(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return ofParts(text);
        } catch (DateTimeException noSuchMoment) {
            return unparsable("there is no such moment");
        }
    }

    private static Converted<Instant> ofParts(String text) {
        var parts = TIME.matcher(text);
        if (!parts.matches()) {
            return unparsable("expected a date and a time such as 2026-12-31T12:00:00Z");
        }
        var seconds = parts.group(3);
        var fraction = parts.group(4);
        if (seconds == null && fraction != null) {
            return unparsable("a fraction needs seconds before it");
        }
        var offset = OFFSET.matcher(parts.group(5).strip());
        if (!offset.matches()) {
            return unparsable("unexpected characters after the time");
        }
        var hours = offset.group(1);
        var minutes = offset.group(2);
        return kept(OffsetDateTime.parse(parts.group(1) + "T" + parts.group(2)
                        + (seconds == null ? ":00" : seconds)
                        + (fraction == null ? "" : fraction.replace(',', '.'))
                        + (hours == null ? "Z" : hours + ":" + (minutes == null ? "00" : minutes)))
                .toInstant());
    }

    static Converted<Instant> ofUnixTime(BigDecimal number) {
        // Checked before any arithmetic: a caller's number may have many digits or a large exponent.
        if (number.abs().compareTo(MILLISECONDS_MAX) > 0) {
            return unparsable("dates after 9999 are not supported as unix timestamps");
        }
        var seconds = number.abs().compareTo(SECONDS_MAX) > 0 ? number.movePointLeft(3) : number;
        return kept(Instant.EPOCH.plus(seconds.movePointRight(6).longValue(), ChronoUnit.MICROS));
    }

    /// The moment in the precision of PostgreSQL, if ISO 8601 writes its year with four digits.
    private static Converted<Instant> kept(Instant moment) {
        int year = moment.atOffset(ZoneOffset.UTC).getYear();
        return year >= 1 && year <= YEAR_MAX
                ? value(moment.truncatedTo(ChronoUnit.MICROS))
                : unparsable("the year is not between 1 and " + YEAR_MAX);
    }

    private static Converted<Instant> unparsable(String reason) {
        return broken("datetime_from_date_parsing", "Input should be a valid datetime or date, " + reason);
    }
}
