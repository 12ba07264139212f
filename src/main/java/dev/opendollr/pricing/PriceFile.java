package dev.opendollr.pricing;

import dev.opendollr.text.CardNumbers;
import dev.opendollr.text.TextRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A file of prices after reading: its lines, and what is wrong with it.
record PriceFile<L extends PriceLine>(List<L> lines, List<String> complaints) {
    static final int LINES_MAX = 10_000;
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[;\t]");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    PriceFile {
        lines = List.copyOf(lines);
        complaints = List.copyOf(complaints);
    }

    /// Reads `csv`, whose first line names `columns` in whatever order, and any of `optional`; all that is
    /// wrong is said, line by line.
    static <L extends PriceLine> PriceFile<L> read(
            String csv, List<String> columns, List<String> optional, Function<PriceCells, Optional<L>> reading) {
        var text = csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv;
        List<L> lines = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        try (var parser = CSVParser.parse(text, FORMAT)) {
            var complaint = complaintOfHeader(parser.getHeaderNames(), columns, optional);
            if (complaint.isPresent()) {
                return new PriceFile<>(List.of(), complaint.stream().toList());
            }
            readLines(parser, reading, lines, complaints);
        } catch (IOException | UncheckedIOException | IllegalArgumentException malformed) {
            complaints.add("the file is no CSV: " + malformed.getMessage());
        }
        if (lines.isEmpty() && complaints.isEmpty()) {
            complaints.add("the file has no line below its header");
        }
        return new PriceFile<>(lines, complaints);
    }

    private static Optional<String> complaintOfHeader(
            List<String> header, List<String> columns, List<String> optional) {
        var required = header.stream()
                .filter(name -> !optional.contains(name))
                .sorted()
                .toList();
        if (required.equals(columns.stream().sorted().toList())) {
            return Optional.empty();
        }
        if (header.size() == 1 && OTHER_SEPARATOR.matcher(header.getFirst()).find()) {
            return Optional.of("line 1: its cells are parted by semicolons or tabs; save the file as CSV with commas,"
                    + " and decimals with a point");
        }
        var also = optional.isEmpty() ? "" : " and, if needed, " + String.join(",", optional);
        return Optional.of("line 1: it names the columns " + String.join(",", columns) + also);
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
