package dev.opendollr.base.problem;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceReason;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every reason has words, and no words are without a reason.
class WordsTest {
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("reasons", Locale.ROOT);
    private static final Pattern FACT = Pattern.compile("(?<!\\{)\\{(\\w+)}(?!})");
    /// So many there are at least; fewer were not found.
    private static final int REASONS_MIN = 50;

    private static final List<JavaClass> TYPES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/")).importPackages("dev.opendollr").stream()
                    .filter(type -> type.isAssignableTo(Reason.class))
                    .toList();

    private enum Colour {
        RED
    }

    private record Unheard() implements Reason {}

    /// Has a fact of each kind.
    private sealed interface Named extends Reason {
        record Thing(Colour colour, BigDecimal amount, Reason why) implements Named {}
    }

    private static Stream<Class<?>> reasons() {
        return TYPES.stream().filter(JavaClass::isRecord).map(JavaClass::reflect);
    }

    private static Set<String> words() {
        return new TreeSet<>(ENGLISH.keySet());
    }

    @Test
    void a_constant_with_words_of_its_own_is_said_in_them() {
        assertThat(Words.of(new SourceReason.ItemInOtherCurrency(SourceKind.ORDER)))
                .isEqualTo("an item has the currency of its order");
    }

    /// Callers read these when something is full or away; documents of theirs may quote them.
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "ServiceReason.TooMuchAtOnce = Too many requests at once",
                "ServiceReason.TooManyWaitForDatabase = Too many requests are waiting for the database",
                "ServiceReason.DatabaseBusy = The database is too busy",
                "ServiceReason.DatabaseAway = The database is away",
                "ServiceReason.DatabaseFull = The database has no space left",
                "ServiceReason.Stopping = The service is stopping",
                "MerchantReason.TooManyLogins = Too many logins with these credentials at once",
                "MerchantReason.TooManyPasscodes = Too many passcodes are being checked",
                "ExecutionReason.ReceiverChanged = The receiver has just changed"
            })
    void what_is_unavailable_is_said_as_ever(String reason, String words) {
        assertThat(ENGLISH.getString(reason)).isEqualTo(words);
    }

    @Test
    void every_reason_has_words() {
        var keys = reasons().map(Words::key).toList();
        assertThat(keys).hasSizeGreaterThan(REASONS_MIN).doesNotHaveDuplicates();
        assertThat(words()).containsAll(keys);
    }

    @Test
    void what_stands_in_braces_is_a_fact_of_its_reason_and_each_fact_is_said() {
        assertThat(reasons()).allSatisfy(reason -> {
            var facts = Arrays.stream(reason.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(toSet());
            var said = FACT.matcher(ENGLISH.getString(Words.key(reason)))
                    .results()
                    .map(found -> found.group(1))
                    .collect(toSet());
            assertThat(said).as(reason.getName()).isEqualTo(facts);
        });
    }

    @Test
    void no_words_are_left_over_and_an_enum_has_words_for_all_its_constants_or_for_none() {
        var known = reasons().map(Words::key).collect(Collectors.toCollection(TreeSet::new));
        for (var constants : enums().toList()) {
            var keys = Arrays.stream(constants.getEnumConstants())
                    .map(constant -> Words.key(constants) + "." + ((Enum<?>) constant).name())
                    .toList();
            if (words().stream().anyMatch(keys::contains)) {
                known.addAll(keys);
            }
        }
        assertThat(words()).isEqualTo(known);
    }

    private static Stream<Class<?>> enums() {
        return reasons()
                .flatMap(reason -> Arrays.stream(reason.getRecordComponents()))
                .<Class<?>>map(RecordComponent::getType)
                .filter(Class::isEnum)
                .distinct();
    }

    @Test
    void each_room_says_all_its_reasons_in_one_place() {
        assertThat(TYPES.stream().filter(type -> !type.isRecord()).map(JavaClass::reflect))
                .filteredOn(type -> !type.equals(Reason.class))
                .hasSizeGreaterThan(10)
                .allMatch(Class::isSealed);
        assertThat(reasons()).allMatch(Class::isMemberClass);
    }

    @Test
    void a_reason_without_words_is_a_mistake() {
        assertThatThrownBy(() -> Words.of(new Unheard())).hasMessageContaining("WordsTest.Unheard");
    }

    @Test
    void facts_are_put_in_by_name() {
        assertThat(Words.of(new ValueReason.GreaterThan(new BigDecimal("1E+3"))))
                .isEqualTo("it is at most 1000");
        assertThat(Words.put(
                        "{why}, so {{id}} of {colour} at {amount}",
                        new Named.Thing(Colour.RED, BigDecimal.TEN, limit())))
                .isEqualTo("it is at most 5, so {id} of RED at 10");
        assertThatThrownBy(() -> Words.put("{size}", limit())).hasMessageContaining("size");
    }

    private static Reason limit() {
        return new ValueReason.GreaterThan(new BigDecimal("5"));
    }
}
