package dev.opendollr;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.Contract;
import dev.opendollr.base.http.Status;
import dev.opendollr.testing.Document;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/reference.md` says of limits, statuses and additions what the program does.
class ReferenceTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final int FIRST_ERROR = 400;
    private static final int COMPARED_MIN = 90;
    private static final int DECIMALS_MAX = 20;
    private static final List<Unit> TIMES =
            List.of(new Unit(1, "s"), new Unit(60, "minute"), new Unit(3_600, "hour"), new Unit(86_400, "day"));
    private static final List<Unit> BYTES = List.of(new Unit(1024, "KiB"), new Unit(1024 * 1024, "MiB"));
    /// A part is said by a word: one of two is "half".
    private static final Map<Long, String> PARTS = Map.of(2L, "half", 3L, "a third", 4L, "a quarter");

    private record Unit(long size, String name) {}

    static Stream<List<String>> limits() {
        return Document.REFERENCE.table("what", "limit", "beyond it", "constants").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void a_limit_says_the_numbers_of_its_constants(List<String> row) throws ReflectiveOperationException, IOException {
        var said = String.join(" | ", row.subList(0, 3));
        for (var constant : Document.code(row.get(3))) {
            assertThat(forms(value(constant)))
                    .as(constant + ", as it stands in: " + said)
                    .anyMatch(form -> says(said, form));
        }
    }

    @Test
    void most_limits_name_their_constants() {
        assertThat(limits().flatMap(row -> Document.code(row.get(3)).stream())).hasSizeGreaterThan(COMPARED_MIN);
        assertThat(limits().filter(row -> row.get(3).isEmpty()))
                .hasSizeLessThan(limits().toList().size() / 5);
    }

    @Test
    void the_table_of_errors_has_all_statuses_that_refuse() {
        var said = Document.REFERENCE.table("status", "when").stream()
                .flatMap(row -> Arrays.stream(row.getFirst().split(", ")))
                .map(Integer::valueOf);
        assertThat(said)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Status.values())
                        .map(Status::code)
                        .filter(code -> code >= FIRST_ERROR)
                        .toList());
    }

    /// What holds for orders holds for invoices.
    @Test
    void every_operation_of_ours_is_an_addition() {
        var told = Document.code(Document.REFERENCE.text()).stream()
                .map(code -> code.replaceFirst("^[A-Z]+ ", ""))
                .collect(toSet());
        var ours = Contract.load().document().path("paths").properties().stream()
                .filter(path -> path.getValue()
                        .valueStream()
                        .anyMatch(operation -> operation.path("x-extension").booleanValue(false)))
                .map(path -> path.getKey().replace("/{version}/", "/v1/").replace("/invoices/", "/orders/"));
        assertThat(told).containsAll(ours.toList());
    }

    /// `form` itself, and not a part of a longer number.
    private static boolean says(String text, String form) {
        return Pattern.compile("(?<![\\d.,])" + Pattern.quote(form) + "(?![\\d]|[.,]\\d)")
                .matcher(text)
                .find();
    }

    /// The ways in which a document may say `value`.
    private static List<String> forms(Object value) {
        return switch (value) {
            case Duration time -> lengths(time);
            case BigDecimal number -> List.of(grouped(number));
            case Number number -> counts(number.longValue());
            default -> throw new AssertionError(value + " is no limit");
        };
    }

    private static List<String> lengths(Duration time) {
        return in(TIMES, time.toSeconds()).toList();
    }

    private static List<String> counts(long number) {
        var plain = Stream.of(grouped(number), String.valueOf(number));
        return Stream.of(plain, Stream.ofNullable(PARTS.get(number)), in(BYTES, number))
                .flatMap(forms -> forms)
                .toList();
    }

    private static Stream<String> in(List<Unit> units, long number) {
        return units.stream()
                .filter(unit -> number % unit.size() == 0)
                .map(unit -> grouped(number / unit.size()) + " " + unit.name());
    }

    private static String grouped(Number number) {
        var format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setMaximumFractionDigits(DECIMALS_MAX);
        return format.format(number);
    }

    /// `Limits.ORDINARY.head` is the component of a record that a constant holds.
    private static Object value(String constant) throws ReflectiveOperationException, IOException {
        var names = constant.split("\\.");
        var field = type(names[0]).getDeclaredField(names[1]);
        field.setAccessible(true);
        var value = field.get(null);
        for (var component : Arrays.asList(names).subList(2, names.length)) {
            var accessor = value.getClass().getDeclaredMethod(component);
            accessor.setAccessible(true);
            value = accessor.invoke(value);
        }
        return value;
    }

    /// The type of this simple name, in whichever package it stands.
    private static Class<?> type(String name) throws ClassNotFoundException, IOException {
        try (var files = Files.walk(MAIN)) {
            var found = files.filter(file -> file.endsWith(name + ".java")).toList();
            assertThat(found).as("types with the name " + name).hasSize(1);
            var path = MAIN.relativize(found.getFirst()).toString();
            return Class.forName(path.replace(".java", "").replace('/', '.'));
        }
    }
}
