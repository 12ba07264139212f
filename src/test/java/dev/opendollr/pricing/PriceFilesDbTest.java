package dev.opendollr.pricing;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.text.TextRule;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestPostgres;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of prices: what they replace, and what makes them useless.
class PriceFilesDbTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String FEES = String.join(",", PriceFiles.FEE_COLUMNS) + "\n";
    private static final String FLOORS = String.join(",", PriceFiles.FLOOR_COLUMNS) + "\n";
    private static final String RATES = String.join(",", PriceFiles.RATE_COLUMNS) + "\n";

    private static final int RACES = 15;

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 2);
    private final PriceFiles files = new PriceFiles(database, InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_line_ends_what_was_in_force_where_it_begins() {
        rates("USD,LRD,210,bank,2026-12-01T00:00:00Z,");
        assertThat(rows("USD", "LRD"))
                .containsExactly("200 2000-01-01 00:00 - 2026-12-01 00:00", "210 2026-12-01 00:00 -");
        assertThat(rows("LRD", "USD")).containsExactly("0.005 2000-01-01 00:00 -");
    }

    @Test
    void what_was_to_begin_later_is_set_aside_up_to_the_end_of_the_line() {
        rates("USD,LRD,210,bank,2026-12-10T00:00:00Z,", "USD,RWF,1500,bank,2026-12-10T00:00:00Z,");
        rates("USD,LRD,205,bank,2026-12-01T00:00:00Z,", "USD,RWF,1480,bank,2026-12-01T00:00:00Z,2026-12-05T00:00:00Z");
        assertThat(rows("USD", "LRD"))
                .containsExactly(
                        "200 2000-01-01 00:00 - 2026-12-01 00:00",
                        "205 2026-12-01 00:00 -",
                        "210 2026-12-10 00:00 - 2026-12-10 00:00");
        assertThat(rows("USD", "RWF"))
                .containsExactly(
                        "1450 2000-01-01 00:00 - 2026-12-01 00:00",
                        "1480 2026-12-01 00:00 - 2026-12-05 00:00",
                        "1500 2026-12-10 00:00 -");
    }

    @Test
    void the_same_file_again_leaves_the_same_prices_in_force() {
        rates("USD,LRD,210,bank,2026-12-01T00:00:00Z,");
        rates("USD,LRD,211,bank,2026-12-01T00:00:00Z,");
        assertThat(rows("USD", "LRD"))
                .containsExactly(
                        "200 2000-01-01 00:00 - 2026-12-01 00:00",
                        "210 2026-12-01 00:00 - 2026-12-01 00:00",
                        "211 2026-12-01 00:00 -");
    }

    @Test
    void of_two_files_at_once_the_second_ends_what_the_first_began() {
        for (int round = 1; round <= RACES; round++) {
            var line = RATES + "USD,LRD,%d,bank,2026-12-01T00:00:00Z,".formatted(200 + round);
            assertThat(Race.failures(Race.run(nCopies(2, () -> files.importRates(line)))))
                    .isEmpty();
            assertThat(list("select count(*) from fx_rate where base_currency = 'USD' and quote_currency = 'LRD'"
                            + " and effective_to is null"))
                    .as("round %d", round)
                    .containsExactly("1");
        }
    }

    @Test
    void fees_of_tiers_and_gateways_replace_those_of_the_same_method_only() {
        assertThat(files.importFees(FEES + """
            STANDARD,,COLLECTION,,2.50,,,0.5,2026-11-01T00:00:00Z,
            PREFERRED,,PAYOUT,WALLET,1,100,RWF,0,2026-11-01T00:00:00Z,
            ,PAWAPAY,COLLECTION,MTN_MOMO_LBR,3,0.1,USD,,2026-11-01T00:00:00Z,
            """).complaints()).isEmpty();
        assertThat(list("""
            select concat_ws(' ', name, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency,
                             fx_percentage)
              from fee_tier_rate
              join fee_tier on fee_tier.id = fee_tier_id
             where fee_tier_rate.created_at = '2026-11-22T10:00:00Z'\
            """))
                .containsExactlyInAnyOrder("STANDARD COLLECTION 2.5 0.5", "PREFERRED PAYOUT WALLET 1 100 RWF 0");
        assertThat(list("select operation_type || coalesce(payment_method, '') from fee_tier_rate"
                        + " where effective_to is not null"))
                .containsExactly("COLLECTION");
        assertThat(list("select payment_method || ' ' || percentage || ' ' || (updated_at > created_at)"
                        + " from gateway_fee where effective_to is not null"))
                .containsExactly("MTN_MOMO_LBR 1 true");
    }

    @Test
    void a_tier_can_have_a_smallest_fee_and_a_gateway_can_not() {
        var header = FEES.strip() + "," + String.join(",", PriceFiles.FEE_COLUMNS_OPTIONAL) + "\n";
        assertThat(files.importFees(header + """
            STANDARD,,COLLECTION,,1.5,,,1,2026-11-01T00:00:00Z,,0.01,USD
            STANDARD,,PAYOUT,,1,,,1,2026-11-01T00:00:00Z,,,
            """).complaints()).isEmpty();
        assertThat(list("select concat_ws(' ', operation_type, smallest_fee, smallest_fee_currency) from fee_tier_rate"
                        + " where created_at = '2026-11-22T10:00:00Z'"))
                .containsExactlyInAnyOrder("COLLECTION 0.01 USD", "PAYOUT");
        assertThat(files.importFees(header + """
            ,STRIPE,COLLECTION,CREDIT_CARD,1.5,,,,2026-11-01T00:00:00Z,,0.01,USD
            STANDARD,,PAYOUT,,1,,,1,2026-11-01T00:00:00Z,,0.001,USD
            STANDARD,,REFUND,,1,,,1,2026-11-01T00:00:00Z,,,USD
            """).complaints())
                .containsExactly(
                        "line 2: smallest_fee belongs to tiers",
                        "line 3: smallest_fee has more decimals than USD",
                        "line 4: smallest_fee is missing");
    }

    @Test
    void floors_replace_those_of_the_same_method_and_currencies_only() {
        floors("MTN_MOMO_LBR,LRD,0.50,USD,2026-11-01T00:00:00Z,", ",LRD,2.00,USD,2026-11-01T00:00:00Z,");
        floors(",LRD,1.00,USD,2026-12-01T00:00:00Z,", ",RWF,0,USD,2026-12-01T00:00:00Z,");
        assertThat(list("""
            select concat_ws(' ', payment_method, total_currency, floor, payer_currency,
                             to_char(effective_to at time zone 'UTC', 'YYYY-MM-DD'))
              from collection_floor
             order by id\
            """))
                .containsExactly(
                        "MTN_MOMO_LBR LRD 0.50 USD", "LRD 2.00 USD 2026-12-01", "LRD 1.00 USD", "RWF 0.00 USD");
    }

    @Test
    void a_floor_that_cannot_be_meant_is_refused() {
        assertThat(files.importFloors(FLOORS + """
            CASH,LRD,1,USD,2026-11-01T00:00:00Z,
            ,USD,1,USD,2026-11-01T00:00:00Z,
            ,,,,2026-11-01T00:00:00Z,
            ,USD,1.5,RWF,,
            """).complaints())
                .containsExactly(
                        "line 2: payment_method is one of [MTN_MOMO_LBR, ORANGE_MONEY_LBR, AIRTEL_RWA, MTN_MOMO_RWA,"
                                + " ORANGE_MONEY_RWA, CREDIT_CARD, WALLET]",
                        "line 3: total_currency and payer_currency are the same",
                        "line 4: total_currency is missing",
                        "line 4: floor is missing",
                        "line 5: floor has more decimals than RWF",
                        "line 5: effective_from is missing");
    }

    @Test
    void columns_come_in_any_order_with_a_byte_order_mark_blank_lines_and_carriage_returns() {
        var file = "\uFEFFsource,rate,effective_to,effective_from,quote_currency,base_currency\r\n\r\n"
                + "\"bank, \"\"x\"\"\",7,,2026-12-01T00:00:00Z,RWF,LRD\r\n";
        assertThat(files.importRates(file)).isEqualTo(new PriceFiles.Import(1, List.of()));
        assertThat(list("select source from fx_rate where rate = 7")).containsExactly("bank, \"x\"");
    }

    @Test
    void rows_of_empty_cells_say_nothing() {
        var file =
                RATES + "USD,LRD,210,bank,2026-12-01T00:00:00Z,\n,,,,,\n , ,,,\t,\n,,,\n\"\",,,,,\nUSD,RWF,1500,bank,"
                        + "2026-12-01T00:00:00Z,\n,,,,,,,,\n";
        assertThat(files.importRates(file)).isEqualTo(new PriceFiles.Import(2, List.of()));
        assertThat(files.importRates(RATES + ",,,,,\n").complaints())
                .containsExactly("the file has no line below its header");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 9, 10, 13, 0x1B, 0x7F, 0x85, 0xA0, 0x2003, 0xFFFC, 0x200B, 0x202E, 0x2028, 0xFEFF, 0xE000, 0x3164
            })
    void a_character_that_nobody_sees_is_named_with_its_line(int point) {
        var hidden = Character.toString(point);
        var file = RATES + "USD,LRD,210,bank,2026-12-01T00:00:00Z,\nUSD,RWF,1500,\"C" + hidden
                + "BL\",2026-12-01T00:00:00Z,";
        var complaints = files.importRates(file).complaints();
        assertThat(complaints).hasSize(1);
        assertThat(complaints.getFirst())
                .matches("line [34]: source: the character "
                        + TextRule.notation(point).replace("+", "\\+") + " is not allowed");
        assertThat(list("select count(*) from fx_rate where created_at = '2026-11-22T10:00:00Z'"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242424242424242", "bank 4242 4242 4242 4242", "\u2463\u2461\u2463\u2461-4242-4242-4242"})
    void a_card_number_in_any_text_is_named_with_its_line(String card) {
        var rates = RATES + "USD,LRD,210,bank,2026-12-01T00:00:00Z,\nUSD,RWF,1500," + card + ",2026-12-01T00:00:00Z,";
        assertThat(files.importRates(rates).complaints())
                .singleElement()
                .asString()
                .matches("line [34]: source: card data is not accepted here");
        assertThat(list("select count(*) from fx_rate where created_at = '2026-11-22T10:00:00Z'"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void a_file_with_other_separators_is_told_so(String separator) {
        var file = (RATES + "USD,LRD,210,bank,2026-12-01T00:00:00Z,\n").replace(",", separator);
        assertThat(files.importRates("\uFEFF" + file).complaints())
                .singleElement()
                .asString()
                .startsWith("line 1: its cells are parted by semicolons or tabs");
        assertThat(files.importRates("sep=;\r\n" + file).complaints())
                .singleElement()
                .asString()
                .contains("save the file as CSV with commas");
    }

    @Test
    void a_tier_is_found_in_either_unicode_form() {
        var tiers = new FeeTiers(database, InstantSource.fixed(NOW));
        assertThat(tiers.add(FeeTiers.name("CAFE\u0301").orElseThrow())).isPresent();
        assertThat(tiers.add(FeeTiers.name("CAF\u00c9").orElseThrow())).isEmpty();
        for (var name : List.of("CAFE\u0301", "CAF\u00c9")) {
            assertThat(files.importFees(FEES + name + ",,COLLECTION,,2.50,,,0.5,2026-11-01T00:00:00Z,")
                            .complaints())
                    .isEmpty();
            assertThat(tiers.rate(name, OperationType.COLLECTION)).isNotNull();
        }
    }

    @Test
    void every_bad_line_is_named_and_then_nothing_is_taken() {
        assertThat(files.importRates(RATES + """
            USD,LRD,210,bank,2026-12-01T00:00:00Z,
            USD,EUR,0,,yesterday,2026-13-01T00:00:00Z

            USD,USD,1e5,bank,2026-12-01T00:00:00Z,2026-12-01T00:00:00Z
            USD,LRD
            USD,LRD,211,bank,2027-01-01T00:00:00Z,
            """).complaints())
                .containsExactly(
                        "line 3: quote_currency: the currency is not offered, choose USD, LRD or RWF",
                        "line 3: rate is a number above 0 and at most 1000000000 with at most 20 decimals, such as"
                                + " 7.25",
                        "line 3: source is missing",
                        "line 3: effective_from is a time in UTC such as 2026-12-01T00:00:00Z",
                        "line 3: effective_to is a time in UTC such as 2026-12-01T00:00:00Z",
                        "line 5: rate is a number above 0 and at most 1000000000 with at most 20 decimals, such as"
                                + " 7.25",
                        "line 5: effective_to is not after effective_from",
                        "line 5: base_currency and quote_currency are the same",
                        "line 6: it has 2 cells, and the header 6",
                        "line 7: it overlaps with line 2 in time");
        assertThat(rows("USD", "LRD")).containsExactly("200 2000-01-01 00:00 -");
    }

    @Test
    void a_fee_that_would_never_apply_or_cannot_be_meant_is_refused() {
        assertThat(files.importFees(FEES + """
            GOLD,,COLLECTION,,1,,,1,2026-11-01T00:00:00Z,
            STANDARD,PAWAPAY,COLLECTION,,1,,,1,2026-11-01T00:00:00Z,
            ,,COLLECTION,,1,,,1,2026-11-01T00:00:00Z,
            ,STRIPE,COLLECTION,MTN_MOMO_LBR,1,,,,2026-11-01T00:00:00Z,
            ,MTN_MOMO_LBR,COLLECTION,MTN_MOMO_LBR,1,,,,2026-11-01T00:00:00Z,
            ,PAWAPAY,COLLECTION,MTN_MOMO_LBR,101,0.5,RWF,1,2026-11-01T00:00:00Z,
            ,PAWAPAY,SALE,,1.1234567,5,,,2026-11-01T00:00:00Z,
            STANDARD,,REFUND,,,,USD,,,
            """).complaints())
                .containsExactly(
                        "line 2: there is no tier GOLD",
                        "line 3: either tier or provider is given",
                        "line 4: either tier or provider is given",
                        "line 5: MTN_MOMO_LBR is carried by PAWAPAY",
                        "line 6: MTN_MOMO_LBR is carried by PAWAPAY",
                        "line 7: percentage is a percentage from 0 to 100 with at most 6 decimals, such as 1.5",
                        "line 7: fixed_fee has more decimals than RWF",
                        "line 7: fx_percentage belongs to tiers",
                        "line 8: operation_type is one of [COLLECTION, PAYOUT, TRANSFER, REFUND]",
                        "line 8: payment_method is missing",
                        "line 8: percentage is a percentage from 0 to 100 with at most 6 decimals, such as 1.5",
                        "line 8: fixed_fee_currency is missing",
                        "line 9: percentage is missing",
                        "line 9: fixed_fee is missing",
                        "line 9: fx_percentage is missing",
                        "line 9: effective_from is missing");
    }

    @Test
    void a_file_that_is_none_is_refused() {
        assertThat(complaint("")).contains("columns");
        assertThat(complaint("base_currency,quote_currency\nUSD,LRD\n")).contains("line 1: ", "effective_from");
        assertThat(complaint(RATES.replace("source", "rate"))).contains("column");
        assertThat(complaint(RATES)).contains("no line");
        var many = new StringBuilder(RATES);
        for (int year = 0; year <= PriceFile.LINES_MAX; year++) {
            many.append("USD,LRD,210,bank,%1$d-12-01T00:00:00Z,%1$d-12-02T00:00:00Z\n".formatted(year % 8_000 + 1_000));
        }
        assertThat(files.importRates(many.toString()).complaints().getLast())
                .isEqualTo("line 10002: a file has at most 10000 lines");
    }

    @Test
    void a_quotation_mark_at_the_wrong_place_is_named_with_its_line() {
        var card = "4242424242424242";
        var good = "USD,RWF,1500,\"two\"\"lines\",2026-12-01T00:00:00Z,\n";
        assertThat(complaint(RATES + "USD,LRD,210,\"" + card + "\" x,2026-12-01T00:00:00Z,\n"))
                .startsWith("line 2: a quotation mark is not closed, or has something else than a comma behind it")
                .doesNotContain(card);
        assertThat(complaint(RATES + good + "\n\r\nUSD,LRD,210,\"" + card + ",2026-12-01T00:00:00Z,\n" + good + good))
                .startsWith("line 5: a quotation mark")
                .doesNotContain(card);
        assertThat(complaint(RATES + good + "USD,LRD,210,\"bank\"\"")).startsWith("line 3: a quotation mark");
        assertThat(complaint("\uFEFF\"" + card + ",x\n" + good)).startsWith("line 1: a quotation mark");
        assertThat(complaint("\n\n\"" + card + "\"x\n" + good)).startsWith("line 3: a quotation mark");
        assertThat(complaint("\"")).startsWith("line 1: a quotation mark");
    }

    @Test
    void a_wrong_header_is_named_by_its_column_and_no_cell_of_it_is_repeated() {
        var card = "4242424242424242";
        var names = "; it names the columns " + RATES.strip();
        assertThat(complaint(RATES.replace("rate", ""))).isEqualTo("line 1: column 3 has no name" + names);
        assertThat(complaint(RATES.replace("effective_to", "effective_to,,"))).contains("line 1: column 7 has no name");
        assertThat(complaint(RATES.replace("source", "rate")))
                .isEqualTo("line 1: column 4 has the name of column 3" + names);
        assertThat(complaint("\n" + RATES.replace("source", card)))
                .isEqualTo("line 2: column 4 has a name that is not known" + names);
        assertThat(complaint(RATES.replace(",source", ""))).isEqualTo("line 1: the column source is missing" + names);
        for (var header : List.of(card, card + "," + card, "rate," + card + ",rate", "rate,," + card, ",," + card)) {
            assertThat(complaint(header + "\n1,2\n"))
                    .startsWith("line 1: column ")
                    .doesNotContain(card);
        }
        assertThat(files.importFees(FEES.replace("tier", "smallest_fee,tier,smallest_fee"))
                        .complaints())
                .singleElement()
                .asString()
                .startsWith("line 1: column 3 has the name of column 1");
    }

    private String complaint(String file) {
        var complaints = files.importRates(file).complaints();
        assertThat(complaints).hasSize(1);
        return complaints.getFirst();
    }

    private void rates(String... lines) {
        assertThat(files.importRates(RATES + String.join("\n", lines)))
                .isEqualTo(new PriceFiles.Import(lines.length, List.of()));
    }

    private void floors(String... lines) {
        assertThat(files.importFloors(FLOORS + String.join("\n", lines)))
                .isEqualTo(new PriceFiles.Import(lines.length, List.of()));
    }

    private List<String> rows(String base, String quote) {
        return list("""
            select concat_ws(' ', rate, to_char(effective_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), '-',
                             to_char(effective_to at time zone 'UTC', 'YYYY-MM-DD HH24:MI'))
              from fx_rate
             where base_currency = '%s' and quote_currency = '%s'
             order by effective_from, id\
            """.formatted(base, quote));
    }

    private List<String> list(String sql) {
        return clone.asOwner()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
