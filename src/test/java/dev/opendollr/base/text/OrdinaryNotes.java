package dev.opendollr.base.text;

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
    private static final int IBAN_MODULUS = 97;
    private static final List<String> GOODS = List.of("rice 25kg", "palm oil", "cement", "fer à béton", "phone card");
    private static final List<String> GAPS =
            List.of(" ", "-", ".", "/", "_", ",", "\n", "  ", "\u00a0", "\u2013", " - ", ", ", ":", "\u200b", "");
    /// Each is followed by eight digits.
    private static final List<String> ABROAD = List.of("+49151", "+4477", "+336", "+2547", "+23324", "+1212");
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
                "650,000 125,000 300,000\n375,000 412,500 198,000",
                "2026-11-23 450,000, 2026-11-24 1,375,000, 2026-11-25 412,500",
                "23/11/2026 412,500\n24/11/2026 500,000\n25/11/2026 411,000",
                "424,000 511,000 346,000\n2026-11-24: 371,000 412,500 198,000",
                "Invoice 44730; 20230905: 816,498 and 20230906: 501,000",
                "0770 123456, 077 012 3456, 0886-411-1111, 0555-555-555",
                "+49 151 1234 5678, +44 20 7946 0958, +33 6 12 34 56 78, +1 212 555 0123",
                "Accounts 4111-22, 4111-23 and 4111-24, shelf 411-111-11",
                "Area 1200\u33a1, 1300 \u33a1, 1400 \u33a1; \u2460 450,000 \u2461 375,000 \u2462 198,000");
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
        return switch (random.nextInt(12)) {
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
            case 9 -> date(random) + ": " + list(random, random.nextBoolean() ? ", " : " ", () -> sum(random));
            case 10 -> list(random, "\n", () -> sum(random) + "  " + sum(random) + "  " + sum(random));
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
            default -> ABROAD.get(random.nextInt(ABROAD.size())) + digits(random, 8);
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

    /// An amount in whole francs or dollars, without its currency.
    private static String sum(SplittableRandom random) {
        var amount = String.format(Locale.ROOT, "%,d", random.nextInt(1, 3_000_000));
        return random.nextInt(4) == 0 ? amount.replace(',', ' ') : amount;
    }

    private static String document(SplittableRandom random) {
        var kind = List.of("ORD", "INV", "PO", "No").get(random.nextInt(4));
        return kind + "-" + random.nextInt(2019, 2031) + "-" + digits(random, 5);
    }

    /// German, British and Belgian; a Belgian account has check digits of its own.
    private static String iban(SplittableRandom random) {
        var iban = switch (random.nextInt(3)) {
            case 0 -> iban("DE", digits(random, 18));
            case 1 -> iban("GB", List.of("NWBK", "BARC", "MIDL").get(random.nextInt(3)) + digits(random, 14));
            default -> {
                var account = "0" + digits(random, 9);
                long check = Long.parseLong(account) % IBAN_MODULUS;
                yield iban("BE", account + "%02d".formatted(check == 0 ? IBAN_MODULUS : check));
            }
        };
        return random.nextBoolean() ? iban : iban.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /// The account with the check digits that belong before it.
    private static String iban(String country, String account) {
        var number = (account + country + "00")
                .chars()
                .mapToObj(character -> String.valueOf(Character.digit(character, Character.MAX_RADIX)))
                .collect(Collectors.joining());
        int rest = new BigInteger(number).mod(BigInteger.valueOf(IBAN_MODULUS)).intValue();
        return country + "%02d".formatted(IBAN_MODULUS + 1 - rest) + account;
    }

    /// A number of 16 digits that a scheme could have issued, and that has the digit.
    static String cardWith(int digit) {
        return Stream.iterate(4_000_000_000_000_000L + digit * 10L, number -> number + 1)
                .map(String::valueOf)
                .filter(OrdinaryNotes::isRight)
                .filter(card -> card.indexOf('0' + digit) >= 0)
                .findFirst()
                .orElseThrow();
    }

    /// The card in groups of 3 to 6 digits, with any gaps.
    static String grouped(String card, SplittableRandom random) {
        var gaps = GAPS.stream()
                .filter(gap -> !gap.isEmpty() && !gap.equals("\u200b"))
                .toList();
        var text = new StringBuilder();
        int at = 0;
        while (at < card.length()) {
            int left = card.length() - at;
            int length = left <= 6 ? left : random.nextInt(3, Math.min(6, left - 3) + 1);
            text.append(card, at, at + length);
            at += length;
            if (at < card.length()) {
                text.append(gaps.get(random.nextInt(gaps.size())));
            }
        }
        return text.toString();
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
