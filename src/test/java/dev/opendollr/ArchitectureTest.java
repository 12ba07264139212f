package dev.opendollr;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.base.problem.Words;
import dev.opendollr.testing.Document;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What ARCHITECTURE says of who may know whom.
class ArchitectureTest {
    /// What stands beside the program itself, and so no test.
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(OpenDollr.class.getProtectionDomain().getCodeSource().getLocation());

    private static final String ROOT = "dev.opendollr";
    private static final String SANDBOX = "gateway.sandbox";
    private static final String BASE = "base";
    private static final Set<String> DOORS_KNOW = Set.of("Patch", "WebAddress");
    /// With more arrows between rooms a map of them is of no help.
    private static final int ARROWS_MAX = 96;
    /// Each counts as one room where rooms are counted.
    private static final List<String> WINGS = List.of(BASE, "page");

    /// The floors of ARCHITECTURE, from the bottom up, each with its packages.
    private static final List<List<String>> FLOORS = Document.ARCHITECTURE.table("floor", "packages").stream()
            .map(row -> Document.code(row.get(1)))
            .toList();

    @Test
    void packages_form_no_cycle() {
        assertThat(CLASSES).hasSizeGreaterThan(60);
        slices().matching("dev.opendollr.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_floors_and_the_map_have_every_package_and_no_other() {
        var there = CLASSES.stream().map(ArchitectureTest::roomOf).collect(toSet());
        assertThat(FLOORS.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(there);
        assertThat(Document.ARCHITECTURE.table("package", "what it is for").stream()
                        .flatMap(row -> Document.code(row.getFirst()).stream()))
                .containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void the_map_names_classes_that_are_there() {
        for (var row : Document.ARCHITECTURE.table("package", "what it is for")) {
            var room = Document.code(row.getFirst()).getFirst();
            var names = CLASSES.stream()
                    .filter(type -> roomOf(type).equals(room))
                    .map(JavaClass::getSimpleName)
                    .toList();
            assertThat(names).as(room).containsAll(Document.code(row.get(2)));
        }
    }

    @Test
    void floors_are_numbered_from_the_ground() {
        assertThat(Document.ARCHITECTURE.table("floor", "packages").stream().map(List::getFirst))
                .containsExactlyElementsOf(IntStream.range(0, FLOORS.size())
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void packages_know_only_what_stands_on_lower_floors() {
        var floors = IntStream.range(0, FLOORS.size())
                .boxed()
                .flatMap(floor -> FLOORS.get(floor).stream().map(room -> Map.entry(room, floor)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        var uses = uses();
        var wrong = uses.stream()
                .filter(use -> floors.getOrDefault(use.used(), FLOORS.size()) >= floors.getOrDefault(use.user(), 0))
                .toList();
        assertThat(uses).hasSizeGreaterThan(60);
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_looks_across_merchants_is_listed() {
        var looking = CLASSES.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(Database.class))
                .filter(call -> call.getTarget().getName().equals("everywhere"))
                .map(call -> call.getOriginOwner().getSimpleName())
                .collect(toSet());
        assertThat(Document.ARCHITECTURE.table("who looks everywhere", "at what").stream()
                        .flatMap(row -> Document.code(row.getFirst()).stream()))
                .containsExactlyInAnyOrderElementsOf(looking);
    }

    /// A package that could stand lower says more of what it needs than is true.
    @Test
    void packages_stand_as_low_as_they_can() {
        var uses = uses();
        for (int floor = 1; floor < FLOORS.size(); floor++) {
            var below = FLOORS.get(floor - 1);
            assertThat(FLOORS.get(floor))
                    .as("floor " + floor)
                    .allMatch(room ->
                            uses.stream().anyMatch(use -> use.user().equals(room) && below.contains(use.used())));
        }
    }

    @Test
    void what_all_features_stand_on_knows_no_feature() {
        assertThat(uses().stream()
                        .filter(use -> wingOf(use.user()).equals(BASE))
                        .map(Use::used)
                        .map(ArchitectureTest::wingOf)
                        .collect(toSet()))
                .containsExactly(BASE);
    }

    @Test
    void few_rooms_know_each_other() {
        var arrows = uses().stream()
                .map(use -> new Use(wingOf(use.user()), wingOf(use.used())))
                .filter(use -> !use.user().equals(use.used()))
                .collect(toSet());
        assertThat(arrows).hasSizeBetween(ARROWS_MAX / 2, ARROWS_MAX);
    }

    private static String wingOf(String room) {
        return WINGS.stream()
                .filter(wing -> (room + ".").startsWith(wing + "."))
                .findFirst()
                .orElse(room);
    }

    /// That `user` knows a class of `used`.
    private record Use(String user, String used) {}

    private static Set<Use> uses() {
        return CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(arrow -> isOurs(arrow.getTargetClass().getBaseComponentType()))
                .map(arrow -> new Use(
                        roomOf(arrow.getOriginClass()),
                        roomOf(arrow.getTargetClass().getBaseComponentType())))
                .filter(use -> !use.user().equals(use.used()))
                .collect(toSet());
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /// The package as ARCHITECTURE names it: without what all names begin with.
    private static String roomOf(JavaClass type) {
        var name = type.getPackageName();
        return name.equals(ROOT) ? ROOT : name.substring(ROOT.length() + 1);
    }

    @Test
    void nobody_but_who_puts_the_program_together_names_the_sandbox() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.opendollr.gateway.sandbox..")
                .and()
                .doNotHaveFullyQualifiedName("dev.opendollr.OpenDollr")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.opendollr.gateway.sandbox..")
                .check(CLASSES);
        assertThat(uses()).as("the exception is needed").contains(new Use(ROOT, SANDBOX));
    }

    @Test
    void only_the_store_names_the_postgresql_of_our_own() {
        assertThat(knowing("dev.opendollr.base.db.embedded")
                        .filter(type -> !roomOf(type).equals("base.db.embedded"))
                        .map(JavaClass::getName))
                .isNotEmpty()
                .allMatch(name -> name.matches("dev\\.opendollr\\.Store([$].*)?"));
    }

    @Test
    void only_tables_db_and_bench_speak_sql() {
        assertThat(knowing("java.sql", "javax.sql", "org.jdbi.v3.core.statement")
                        .filter(type -> !type.getSimpleName().endsWith("Table"))
                        .map(ArchitectureTest::roomOf)
                        .collect(toSet()))
                .containsExactlyInAnyOrder("base.db", "base.db.embedded", "bench");
    }

    /// Those that use something of these packages or of packages in them.
    private static Stream<JavaClass> knowing(String... packages) {
        return CLASSES.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(arrow -> arrow.getTargetClass().getPackageName())
                        .anyMatch(name ->
                                Arrays.stream(packages).anyMatch(known -> (name + ".").startsWith(known + "."))));
    }

    @Test
    void tables_are_seen_by_their_own_package_only() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Table")
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void problems_and_prices_know_no_library_of_http() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.opendollr.base.problem..",
                        "dev.opendollr.base.identity..",
                        "dev.opendollr.base.money..",
                        "dev.opendollr.pricing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "java.net..", "tools.jackson..")
                .check(CLASSES);
    }

    /// But for those who put the program together, those whom operators call, the face of the pages, and
    /// `Creations`, a door that writes answers. Doors too know a `Patch`, what an update asks of a field, and a
    /// `WebAddress`, where a payer may be sent.
    @Test
    void only_faces_know_http() {
        assertThat(CLASSES.stream()
                        .filter(type -> !Set.of(ROOT, "base.http", "page.face", "cli", "bench")
                                .contains(roomOf(type)))
                        .filter(ArchitectureTest::knowsHttp)
                        .map(ArchitectureTest::outermost)
                        .filter(name -> !name.endsWith("Routes") && !name.endsWith("Json"))
                        .collect(toSet()))
                .containsExactlyInAnyOrder("Creations", "Fingerprint", "Sandbox");
    }

    private static boolean knowsHttp(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(arrow -> arrow.getTargetClass().getBaseComponentType())
                .filter(ArchitectureTest::isOurs)
                .anyMatch(known -> roomOf(known).equals("base.http") && !DOORS_KNOW.contains(outermost(known)));
    }

    private static String outermost(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).split("\\$", 2)[0];
    }

    /// Whose the data are, the data say: a key that is taken from who acts is the wrong one some day.
    @Test
    void who_acts_has_no_merchant() {
        noClasses()
                .that()
                .areAssignableTo(Actor.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(MerchantId.class)
                .check(CLASSES);
    }

    @Test
    void only_faces_say_in_words_why_something_is_refused() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.opendollr.base.http..", "dev.opendollr.cli..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Words.class)
                .check(CLASSES);
    }

    @Test
    void only_http_knows_places_in_a_request() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.opendollr.base.http..")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("Violation")
                .check(CLASSES);
    }

    @Test
    void only_what_starts_the_program_fails_to_start() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.opendollr", "dev.opendollr.cli..", "dev.opendollr.base.db..", "dev.opendollr.bench..")
                .and()
                // Which listens, or does not.
                .doNotHaveFullyQualifiedName("dev.opendollr.base.http.Server")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(StartFailure.class)
                .check(CLASSES);
    }

    @Test
    void only_money_rounds() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(arrow -> arrow.getTargetClass().isAssignableTo(RoundingMode.class)))
                        .map(ArchitectureTest::roomOf)
                        .collect(toSet()))
                .containsExactly("base.money");
    }

    @Test
    void only_token_signs() {
        assertThat(knowing("com.nimbusds").map(ArchitectureTest::roomOf))
                .isNotEmpty()
                .containsOnly("base.token");
    }

    @Test
    void only_what_adapts_jetty_knows_it() {
        assertThat(knowing("org.eclipse.jetty").map(JavaClass::getName))
                .isNotEmpty()
                .allMatch(name ->
                        name.matches("dev\\.opendollr\\.base\\.http\\.(Jetty[A-Za-z]+|ConnectionLimit)([$].*)?"))
                .anyMatch(name -> name.endsWith(".ConnectionLimit"));
    }
}
