package dev.opendollr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// House rules that no off-the-shelf linter knows. Each names its remedy.
class TidyTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final int LINES_MAX = 400;
    private static final int COLUMNS_MAX = 120;

    private static final Map<String, String> BANNED_EVERYWHERE = Map.of(
            "\\bLocalDateTime\\b", "Instant",
            "\\bThread\\.sleep\\b", "Eventually, or a latch",
            "\\bMockito\\b", "a small program with behaviour",
            "@Disabled", "the fix",
            "\\b(TODO|FIXME|XXX)\\b", "an issue");

    private static final Map<String, String> BANNED_IN_MAIN = Map.of(
            "Instant\\.now\\(", "the InstantSource given to the constructor",
            "System\\.currentTimeMillis", "the InstantSource given to the constructor",
            "new Random\\(", "the RandomGenerator given to the constructor",
            "Long\\.parseLong\\((?!text\\)|pid)", "Input or Body, which bound the digits",
            "System\\.(out|err)\\b", "the logger, or the writer of the command",
            "\"Value error", "a Reason, to which http adds it",
            "\"(path|query|header|body)\"", "the name of the argument; http knows where it was read",
            "\\b(interface|class|record|enum) \\w*(Impl|Manager|Service|Helper|Utils?|DTO)\\b", "what it is or does",
            "\\bdefault ->", "every case by name, so that a new one breaks the build",
            "printStackTrace", "the logger");

    private static final Map<String, String> BANNED_IN_TESTS =
            Map.of("Files\\.createTemp", "Scratch, which takes away what a test has made");

    private static final Map<String, String> BANNED_NEAR_MONEY =
            Map.of("\\b(double|float|Double|Float)\\b", "BigDecimal or Money", "\\bdoubleValue\\(", "BigDecimal");

    private static final Pattern CREATE = Pattern.compile("create table (\\w+) \\((.*?)\\n\\);", Pattern.DOTALL);
    /// The condition ends with the statement, with what it returns, or with the text block.
    private static final Pattern UPDATE = Pattern.compile(
            "\\bupdate (\\w+)(?: \\w+)?\\s+set\\b(.*?)\\bwhere\\b(.*?)(?=returning|;|\"\"\")", Pattern.DOTALL);
    private static final Pattern CHANGES_STATUS = Pattern.compile("(?<![\\w.])status = ");
    /// One status, several, or all but the last.
    private static final Pattern LEAVES_STATUS =
            Pattern.compile("\\bstatus (= ('[A-Z]+'|:from\\b)|in \\('|<> '[A-Z]+')");

    /// Where ids are numbers: `bench` fills databases with blocks of rows and computes with the first number of each,
    /// and `verify` goes through all numbers that stand in a database, whatever they are.
    private static final List<Path> NUMBERS_ONLY =
            List.of(MAIN.resolve("dev/opendollr/bench"), MAIN.resolve("dev/opendollr/base/db/Family.java"));

    /// What stands between two parentheses, annotations with their own included.
    private static final Pattern PARAMETERS = Pattern.compile("\\([^(){};]*+(?:\\([^()]*+\\)[^(){};]*+)*+\\)");
    /// An id that nobody has given a type.
    private static final Pattern BARE_ID = Pattern.compile("\\b(long|Long|(Optional|List|Set|Collection)<Long>) "
            + "(\\w*[iI]d|merchant|source|order|invoice|session|execution|account|wallet|party|counterparty|item"
            + "|original|attempt)\\b");

    /// Where a rule does not hold, with the reason beside it.
    private static final Map<String, List<String>> EXCEPT = Map.of(
            // Switches over strings and exceptions have no list of cases.
            "\\bdefault ->", List.of("cli/Main.java", "Config.java", "db/embedded/PostgresBinaries.java"),
            // Reads what pgbench and the kernel print, not what callers send.
            "Long\\.parseLong\\((?!text\\)|pid)", List.of("bench/"),
            // Measures real time.
            "Instant\\.now\\(", List.of("bench/"),
            "\"Value error", List.of("http/"),
            "\"(path|query|header|body)\"", List.of("http/"));

    @Test
    void sources_are_tidy() throws IOException {
        List<String> complaints = new ArrayList<>();
        for (var file : files(MAIN, ".java")) {
            inspect(file, BANNED_EVERYWHERE, complaints);
            inspect(file, BANNED_IN_MAIN, complaints);
            inspect(file, BANNED_NEAR_MONEY, complaints);
        }
        for (var file : files(TESTS, ".java")) {
            if (!file.endsWith("TidyTest.java")) {
                inspect(file, BANNED_EVERYWHERE, complaints);
                inspect(file, BANNED_IN_TESTS, complaints);
            }
        }
        assertThat(complaints).isEmpty();
    }

    /// Two bare numbers can be swapped, and the compiler says nothing.
    @Test
    void where_two_ids_meet_they_have_types() throws IOException {
        List<String> complaints = new ArrayList<>();
        for (var file : files(MAIN, ".java")) {
            if (NUMBERS_ONLY.stream().noneMatch(file::startsWith)) {
                bareIdsTogether(Files.readString(file)).forEach(found -> complaints.add(file + ": " + found));
            }
        }
        assertThat(complaints).as("give each id its type").isEmpty();
        assertThat(bareIdsTogether("f(Handle tx, long sourceId, String name, Optional<Long> account)"))
                .hasSize(1);
        assertThat(bareIdsTogether("f(@Option(names = \"--a\") long merchant, @Option(names = \"--b\") long wallet)"))
                .hasSize(1);
        assertThat(bareIdsTogether("f(MerchantId merchant, long id, long after)"))
                .isEmpty();
    }

    private static List<String> bareIdsTogether(String text) {
        return PARAMETERS
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(parameters -> BARE_ID.matcher(parameters).results().count() > 1)
                .toList();
    }

    @Test
    void every_type_says_what_it_is() throws IOException {
        List<String> silent = new ArrayList<>();
        for (var file : files(MAIN, ".java")) {
            if (!Pattern.compile("(?m)^///").matcher(Files.readString(file)).find()) {
                silent.add(file + ": begin with /// and a sentence that says what the type is");
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void migrations_take_no_time_from_the_database_and_are_lower_case() throws IOException {
        List<String> complaints = new ArrayList<>();
        for (var file : files(MIGRATIONS, ".sql")) {
            inspect(
                    file,
                    Map.of(
                            "(?i)\\bnow\\(\\)|current_timestamp",
                            "a time from the injected clock",
                            "\\b(CREATE|TABLE|SELECT|PRIMARY|REFERENCES)\\b",
                            "lower case"),
                    complaints);
        }
        assertThat(complaints).isEmpty();
    }

    /// The tables are those that have a status in the migrations, so that a new one is looked at too.
    @Test
    void a_status_changes_only_where_the_status_it_leaves_is_named() throws IOException {
        var tables = tablesWithStatus();
        assertThat(tables).contains("source", "session", "execution", "wallet");
        Set<String> changed = new TreeSet<>();
        for (var file : files(Path.of("src/main"), ".java", ".sql")) {
            for (var update : updates(file)) {
                if (tables.contains(update.table())
                        && CHANGES_STATUS.matcher(update.sets()).find()) {
                    changed.add(update.table());
                    assertThat(update.where())
                            .as(file + ": update " + update.table())
                            .containsPattern(LEAVES_STATUS);
                }
            }
        }
        assertThat(changed).containsExactlyElementsOf(tables);
    }

    /// An `update` of a table: what it sets, and of which rows.
    private record Update(String table, String sets, String where) {}

    private static List<Update> updates(Path file) throws IOException {
        return UPDATE.matcher(Files.readString(file))
                .results()
                .map(found -> new Update(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    /// As the migrations make them.
    private static Set<String> tablesWithStatus() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (var file : files(MIGRATIONS, ".sql")) {
            var made = CREATE.matcher(Files.readString(file));
            while (made.find()) {
                if (Pattern.compile("(?m)^ *status ").matcher(made.group(2)).find()) {
                    tables.add(made.group(1));
                }
            }
        }
        return tables;
    }

    @Test
    void no_exception_is_left_that_nothing_needs() throws IOException {
        List<String> unneeded = new ArrayList<>();
        for (var exception : EXCEPT.entrySet()) {
            var word = Pattern.compile(exception.getKey());
            for (var place : exception.getValue()) {
                boolean needed = false;
                for (var file : files(MAIN, ".java")) {
                    needed |= file.toString().contains(place)
                            && word.matcher(Files.readString(file)).find();
                }
                if (!needed) {
                    unneeded.add(exception.getKey() + " in " + place);
                }
            }
        }
        assertThat(unneeded).isEmpty();
    }

    private static void inspect(Path file, Map<String, String> banned, List<String> complaints) throws IOException {
        var text = Files.readString(file);
        banned.forEach((word, remedy) -> {
            boolean excepted = EXCEPT.getOrDefault(word, List.of()).stream()
                    .anyMatch(place -> file.toString().contains(place));
            if (!excepted && Pattern.compile(word).matcher(text).find()) {
                complaints.add(file + ": " + word + " is banned, use " + remedy);
            }
        });
        if (text.lines().count() > LINES_MAX) {
            complaints.add(file + ": longer than " + LINES_MAX + " lines");
        }
        // The lines a newcomer pastes cannot be broken.
        if (!file.endsWith("FirstCancel.java") && text.lines().anyMatch(line -> line.length() > COLUMNS_MAX)) {
            complaints.add(file + ": a line is longer than " + COLUMNS_MAX + " columns");
        }
    }

    private static List<Path> files(Path folder, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> Arrays.stream(endings)
                            .anyMatch(ending -> path.toString().endsWith(ending)))
                    .toList();
        }
    }
}
