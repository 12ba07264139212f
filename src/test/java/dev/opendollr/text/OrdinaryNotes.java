package dev.opendollr.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Notes as shops write them, full of digits that are no card, and texts that do hold a card.
final class OrdinaryNotes {
    private static final int LINES_MAX = 5;
    private static final List<String> GOODS = List.of("rice 25kg", "palm oil", "cement", "fer à béton", "phone card");
    private static final List<String> GAPS =
            List.of(" ", "-", ".", "/", "_", ",", "\n", "  ", "\u00a0", "\u2013", " - ", ", ", ":", "\u200b", "");
    private static final List<String> PREFIXES = List.of("4", "51", "55", "2221", "2720", "2500", "6011", "62", "3530");

    private OrdinaryNotes() {}

    static Stream<String> shapes() {
        return Stream.of(
                "Delivered 2026-11-23 01:16:44, next visit 2026-11-27",
                "23/11/2026 - 27/11/2026, due 30.11.2026",
                "0886-123-456, 0770-987-654 or +231 77 123 4567",
                "231771234567\n231886123456\n250788123456",
                "Tel. +250 788 123 456, +250 788 654 321, +4915112345678",
                "IBAN DE89 3704 0044 0532 0130 00",
                "IBAN GB29NWBK60161331926819, FR7630006000011234567890189",
                "IBAN NO93 8601 1117 947, BE68 5390 0754 7034",
                "Invoices INV-2026-00041, INV-2026-00042, ORD-2026-00001",
                "Lot 1: 1,250.00\nLot 2: 14,375.50\nTotal: 15,625.50 USD",
                "450,000,000 LRD and 375,000 LRD, 412,500 LRD, 198,000 LRD",
                "Meter 004512 -> 004630, 118 kWh x 0.35 = 41.30",
                "years 2023, 2024, 2025, 2026 and 2027",
                "session 20261127 101530, ticket 1764204610000",
                "| item | qty | price | total |\n| rice | 4 | 16.50 | 66.00 |\n| oil | 2 | 5.25 | 10.50 |",
                "550e8400-e29b-41d4-a716-446655440000 and 44444444-4444-4444-4444-444444444448",
                "GPS 6.300774, -10.797160; 192.168.100.200; v1.2.3; ISBN 978-3-16-148410-0",
                "650,000 125,000 300,000\n375,000 412,500 198,000");
    }

    static String note(SplittableRandom random) {
        var lines = new ArrayList<String>();
        int count = random.nextInt(1, LINES_MAX + 1);
        for (int line = 0; line < count; line++) {
            lines.add(line(random));
        }
        return String.join(random.nextBoolean() ? "\n" : "; ", lines);
    }

    private static String line(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> "Visits: " + list(random, ", ", () -> date(random));
            case 1 -> list(random, "\n", () -> row(random));
            case 2 -> "Phones " + list(random, random.nextBoolean() ? ", " : "\n", () -> phone(random));
            case 3 -> "Paid " + list(random, " + ", () -> amount(random)) + " on " + date(random);
            case 4 -> "For " + list(random, ", ", () -> document(random));
            case 5 ->
                "Ref " + new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
            case 6 -> "Account " + iban(random);
            case 7 -> "Meter " + digits(random, 6) + " to " + digits(random, 6) + ", " + random.nextInt(900) + " kWh";
            case 8 ->
                date(random) + " "
                        + "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60)) + " "
                        + amount(random);
            default -> "Seats " + list(random, " ", () -> String.valueOf(random.nextInt(1, 99)));
        };
    }

    private static String row(SplittableRandom random) {
        var cells = List.of(
                GOODS.get(random.nextInt(GOODS.size())),
                String.valueOf(random.nextInt(1, 500)),
                amount(random),
                amount(random));
        return random.nextBoolean() ? "| " + String.join(" | ", cells) + " |" : String.join("  ", cells);
    }

    private static String list(SplittableRandom random, String gap, Supplier<String> entry) {
        return Stream.generate(entry).limit(random.nextInt(1, 9)).collect(Collectors.joining(gap));
    }

    private static String date(SplittableRandom random) {
        int year = random.nextInt(2019, 2031);
        int month = random.nextInt(1, 13);
        int day = random.nextInt(1, 29);
        return switch (random.nextInt(4)) {
            case 0 -> "%d-%02d-%02d".formatted(year, month, day);
            case 1 -> "%02d/%02d/%d".formatted(day, month, year);
            case 2 -> "%d.%d.%d".formatted(day, month, year);
            default -> "%d%02d%02d".formatted(year, month, day);
        };
    }

    private static String phone(SplittableRandom random) {
        var nine = "7" + digits(random, 8);
        return switch (random.nextInt(5)) {
            case 0 -> "231" + nine;
            case 1 -> "+231 " + nine.substring(0, 2) + " " + nine.substring(2, 5) + " " + nine.substring(5);
            case 2 -> "0" + nine.substring(0, 3) + "-" + nine.substring(3, 6) + "-" + nine.substring(6);
            case 3 -> "+250 " + nine.substring(0, 3) + " " + nine.substring(3, 6) + " " + nine.substring(6);
            default -> "+" + random.nextInt(30, 99) + digits(random, random.nextInt(8, 12));
        };
    }

    private static String amount(SplittableRandom random) {
        long cents = random.nextLong(1, 200_000_000);
        return switch (random.nextInt(4)) {
            case 0 -> String.format(Locale.ROOT, "%,d.%02d", cents / 100, cents % 100);
            case 1 -> cents / 100 + "." + "%02d".formatted(cents % 100) + " USD";
            case 2 -> String.format(Locale.FRANCE, "%,d", cents / 100).replace('\u202f', ' ') + " FRW";
            default -> "LRD " + String.format(Locale.ROOT, "%,d", cents / 100);
        };
    }

    private static String document(SplittableRandom random) {
        var kind = List.of("ORD", "INV", "PO", "No").get(random.nextInt(4));
        return kind + "-" + random.nextInt(2019, 2031) + "-" + digits(random, 5);
    }

    private static String iban(SplittableRandom random) {
        var country = List.of("DE", "FR", "GB", "BE").get(random.nextInt(4));
        var account = digits(random, 18);
        var letters = country.chars()
                .mapToObj(letter -> String.valueOf(letter - 'A' + 10))
                .collect(Collectors.joining());
        var check = 98
                - new BigInteger(account + letters + "00")
                        .mod(BigInteger.valueOf(97))
                        .intValue();
        var iban = country + "%02d".formatted(check) + account;
        return random.nextBoolean() ? iban : iban.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /// A number of 16 digits that a scheme could have issued, alone or in groups.
    static String card(SplittableRandom random) {
        var prefix = PREFIXES.get(random.nextInt(PREFIXES.size()));
        var body = prefix + digits(random, 15 - prefix.length());
        var digits = IntStream.range(0, 10)
                .mapToObj(check -> body + check)
                .filter(OrdinaryNotes::isRight)
                .findFirst();
        var card = digits.orElseThrow();
        var gap = GAPS.get(random.nextInt(GAPS.size()));
        return switch (random.nextInt(3)) {
            case 0 -> card;
            case 1 ->
                String.join(gap, card.substring(0, 4), card.substring(4, 8), card.substring(8, 12), card.substring(12));
            default -> String.join(gap, card.substring(0, 6), card.substring(6, 11), card.substring(11));
        };
    }

    /// Counted from the right, every second digit twice; written otherwise than in the code that is tested.
    private static boolean isRight(String card) {
        int sum = 0;
        for (int place = 0; place < card.length(); place++) {
            int digit = card.charAt(place) - '0';
            sum += (card.length() - place) % 2 == 1
                    ? digit
                    : List.of(0, 2, 4, 6, 8, 1, 3, 5, 7, 9).get(digit);
        }
        return sum % 10 == 0;
    }

    private static String digits(SplittableRandom random, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> String.valueOf(random.nextInt(10)))
                .collect(Collectors.joining());
    }
}
