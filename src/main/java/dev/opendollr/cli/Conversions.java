package dev.opendollr.cli;

import dev.opendollr.base.identity.Id;
import dev.opendollr.ledger.WalletId;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// Converts typed words into values. Error messages use the terms of the command line.
final class Conversions {
    private static final Pattern LONG = Pattern.compile("[0-9]{1,18}");
    private static final Pattern INT = Pattern.compile("[0-9]{1,9}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern BOOLEAN = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);
    private static final String WHOLE = "it is a whole number";

    private Conversions() {}

    static CommandLine register(CommandLine line) {
        return line.registerConverter(long.class, word -> read(word, LONG, Long::valueOf, WHOLE))
                .registerConverter(int.class, word -> read(word, INT, Integer::valueOf, WHOLE))
                .registerConverter(boolean.class, word -> read(word, BOOLEAN, Boolean::valueOf, "it is true or false"))
                .registerConverter(
                        BigDecimal.class,
                        word -> read(word, AMOUNT, BigDecimal::new, "it is an amount such as 25 or 0.50"))
                .registerConverter(
                        UUID.class,
                        word -> read(
                                word,
                                ID,
                                UUID::fromString,
                                "it is a UUID such as 3e9c1c9e-9a0f-4a6c-8ad7-0d5f2c3b1a00"))
                .registerConverter(WalletId.class, word -> id(word, WalletId::new))
                .registerConverter(Instant.class, Conversions::instant)
                .registerConverter(Path.class, Conversions::path);
    }

    private static <T> T read(String word, Pattern form, Function<String, T> value, String rule) {
        if (!form.matcher(word).matches()) {
            throw new TypeConversionException(rule);
        }
        return value.apply(word);
    }

    /// No row has an id below 1, whatever the data are.
    private static <I extends Id> I id(String word, LongFunction<I> type) {
        long number = read(word, LONG, Long::valueOf, WHOLE);
        if (number <= 0) {
            throw new TypeConversionException(MerchantOption.NO_ID);
        }
        return type.apply(number);
    }

    private static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException wrong) {
            throw new TypeConversionException("it is no name of a file");
        }
    }

    private static Instant instant(String word) {
        try {
            return Instant.parse(word);
        } catch (DateTimeException wrong) {
            throw new TypeConversionException("it is a time such as 2027-01-01T00:00:00Z");
        }
    }
}
