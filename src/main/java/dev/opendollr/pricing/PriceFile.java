package dev.opendollr.pricing;

import dev.opendollr.base.text.CardNumbers;
import dev.opendollr.base.text.TextRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/// A price file that was read: its valid lines and its faults.
record PriceFile<L extends PriceLine>(List<L> lines, List<String> complaints) {
    static final int LINES_MAX = 10_000;
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            // We refuse such names ourselves: the parser's message would repeat the whole line.
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .get();
    private static final CSVFormat WITHOUT_HEADER =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    PriceFile {
        lines = List.copyOf(lines);
        complaints = List.copyOf(complaints);
    }

    /// Reads `csv`. Its first line must name all `columns`, in any order, and may name any of `optional`. Every
    /// fault is reported with its line.
    static <L extends PriceLine> PriceFile<L> read(
            String csv, List<String> columns, List<String> optional, Function<PriceCells, Optional<L>> reading) {
        var text = csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv;
        List<L> lines = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        try (var parser = CSVParser.parse(text, FORMAT)) {
            long first = Math.max(1, parser.getCurrentLineNumber());
            var complaint = PriceHeader.complaint(parser.getHeaderNames(), columns, optional);
            if (complaint.isPresent()) {
                return new PriceFile<>(List.of(), List.of("line " + first + ": " + complaint.get()));
            }
            readLines(parser, reading, lines, complaints);
        } catch (IOException | UncheckedIOException malformed) {
            complaints.add(
                    "line " + malformedLine(text) + ": a quotation mark is not closed, or has something else than"
                            + " a comma behind it; one inside a cell is written twice");
        }
        if (lines.isEmpty() && complaints.isEmpty()) {
            complaints.add("the file has no line below its header");
        }
        return new PriceFile<>(lines, complaints);
    }

    /// The line at which the malformed record begins. The parser itself reports where it gave up, which is the
    /// end of the file if a quotation mark is not closed.
    private static long malformedLine(String text) {
        long before = 0;
        try (var parser = CSVParser.parse(text, WITHOUT_HEADER)) {
            for (var _ : parser) {
                before = parser.getCurrentLineNumber();
            }
        } catch (IOException | UncheckedIOException malformed) {
            return before
                    + 1
                    + text.lines().skip(before).takeWhile(String::isEmpty).count();
        }
        throw new IllegalStateException("the same text was malformed before");
    }

    private static <L extends PriceLine> void readLines(
            CSVParser parser, Function<PriceCells, Optional<L>> reading, List<L> lines, List<String> complaints) {
        Map<String, List<Said>> said = new HashMap<>();
        for (CSVRecord cells : parser) {
            long number = parser.getCurrentLineNumber();
            if (cells.getRecordNumber() > LINES_MAX) {
                complaints.add("line " + number + ": a file has at most " + LINES_MAX + " lines");
                return;
            }
            if (cells.stream().allMatch(String::isBlank)) {
                continue;
            }
            if (!cells.isConsistent()) {
                complaints.add("line " + number + ": it has " + cells.size() + " cells, and the header "
                        + parser.getHeaderNames().size());
                continue;
            }
            var unseen = complaintsOfText(parser.getHeaderNames(), cells);
            if (!unseen.isEmpty()) {
                unseen.forEach(sentence -> complaints.add("line " + number + ": " + sentence));
                continue;
            }
            reading.apply(new PriceCells(cells, sentence -> complaints.add("line " + number + ": " + sentence)))
                    .ifPresent(line -> {
                        var before = said.computeIfAbsent(line.subject(), subject -> new ArrayList<>());
                        before.stream()
                                .filter(other -> other.period().overlaps(line.period()))
                                .findFirst()
                                .ifPresent(other -> complaints.add(
                                        "line " + number + ": it overlaps with line " + other.line() + " in time"));
                        before.add(new Said(number, line.period()));
                        lines.add(line);
                    });
        }
    }

    private static List<String> complaintsOfText(List<String> header, CSVRecord cells) {
        List<String> complaints = new ArrayList<>();
        for (int place = 0; place < cells.size(); place++) {
            var column = header.get(place);
            TextRule.LINE.complaint(cells.get(place)).ifPresent(complaint -> complaints.add(column + ": " + complaint));
            if (CardNumbers.isIn(cells.get(place))) {
                complaints.add(column + ": card data is not accepted here");
            }
        }
        return complaints;
    }

    private record Said(long line, PriceLine.Period period) {}
}
