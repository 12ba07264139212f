package dev.opendollr;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.opendollr.problem.StartFailure;
import dev.opendollr.problem.Words;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What ARCHITECTURE says of who may know whom.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.opendollr");

    /// Each package may use itself and those before it in its line.
    private static final List<String> DIRECTION = List.of(
            "text",
            "problem",
            "identity",
            "work",
            "db",
            "http",
            "idempotency",
            "pricing",
            "merchant",
            "party",
            "ledger",
            "gateway",
            "account",
            "feed",
            "source",
            "session",
            "prediction",
            "execution",
            "checkout",
            "link",
            "realtime",
            "sandbox");

    @Test
    void packages_form_no_cycle() {
        assertThat(CLASSES).hasSizeGreaterThan(60);
        slices().matching("dev.opendollr.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packages_know_only_what_stands_to_their_left() {
        for (int place = 0; place < DIRECTION.size(); place++) {
            var right = DIRECTION.subList(place + 1, DIRECTION.size()).stream()
                    .map(name -> "dev.opendollr." + name + "..")
                    .toList();
            if (!right.isEmpty()) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.opendollr." + DIRECTION.get(place) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(right.toArray(String[]::new))
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void nobody_but_the_command_line_knows_the_program_as_a_whole() {
        noClasses()
                .that(resideInAnyPackage(DIRECTION.stream()
                        .map(name -> "dev.opendollr." + name + "..")
                        .toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.opendollr").or(resideInAnyPackage("dev.opendollr.cli..")))
                .check(CLASSES);
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
    }

    @Test
    void only_tables_and_db_speak_sql() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Table")
                .and()
                .resideOutsideOfPackage("dev.opendollr.db..")
                .and()
                .resideOutsideOfPackage("dev.opendollr.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi.v3.core.statement..")
                .check(CLASSES);
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
    void problems_know_nothing_of_http() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.opendollr.problem..", "dev.opendollr.identity..", "dev.opendollr.pricing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "java.net..", "tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void only_faces_say_in_words_why_something_is_refused() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.opendollr.http..", "dev.opendollr.cli..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Words.class)
                .check(CLASSES);
    }

    @Test
    void only_http_knows_places_in_a_request() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.opendollr.http..")
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
                        "dev.opendollr", "dev.opendollr.cli..", "dev.opendollr.db..", "dev.opendollr.bench..")
                .and()
                // Which listens, or does not.
                .doNotHaveFullyQualifiedName("dev.opendollr.http.Server")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(StartFailure.class)
                .check(CLASSES);
    }

    @Test
    void only_pricing_rounds() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.opendollr.pricing..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RoundingMode.class)
                .check(CLASSES);
    }

    @Test
    void only_what_adapts_jetty_knows_it() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.opendollr\\.http\\.(Jetty[A-Za-z]+|ConnectionLimit)([$].*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }
}
