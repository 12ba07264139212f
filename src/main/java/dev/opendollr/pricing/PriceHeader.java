package dev.opendollr.pricing;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks the first line of a price file. A faulty cell is reported by its position and never repeated: in a
/// file without a header it holds other data.
final class PriceHeader {
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[;\t]");

    private PriceHeader() {}

    /// What is wrong with the header; empty when `names` contains all of `columns`, in any order, and otherwise
    /// only names of `optional`.
    static Optional<String> complaint(List<String> names, List<String> columns, List<String> optional) {
        if (names.size() == 1 && OTHER_SEPARATOR.matcher(names.getFirst()).find()) {
            return Optional.of("its cells are parted by semicolons or tabs; save the file as CSV with commas,"
                    + " and decimals with a point");
        }
        var also = optional.isEmpty() ? "" : " and, if needed, " + String.join(",", optional);
        return fault(names, columns, optional)
                .map(fault -> fault + "; it names the columns " + String.join(",", columns) + also);
    }

    private static Optional<String> fault(List<String> names, List<String> columns, List<String> optional) {
        for (int place = 0; place < names.size(); place++) {
            var name = names.get(place);
            int first = names.indexOf(name);
            if (name.isBlank()) {
                return Optional.of("column " + (place + 1) + " has no name");
            }
            if (!columns.contains(name) && !optional.contains(name)) {
                return Optional.of("column " + (place + 1) + " has a name that is not known");
            }
            if (first < place) {
                return Optional.of("column " + (place + 1) + " has the name of column " + (first + 1));
            }
        }
        return columns.stream()
                .filter(column -> !names.contains(column))
                .findFirst()
                .map(column -> "the column " + column + " is missing");
    }
}
