package dev.keelson.testing.rules;

import static dev.keelson.testing.rules.Projects.CLASSES;
import static dev.keelson.testing.rules.Projects.MESSY;
import static dev.keelson.testing.rules.Projects.NOTHING;
import static dev.keelson.testing.rules.Projects.TIDY;
import static dev.keelson.testing.rules.Projects.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import com.tngtech.archunit.library.freeze.ViolationStore;
import dev.keelson.testing.rules.messy.domain.Tariff;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Each rule of layers finds what breaks it in the messy project, and nothing in the tidy one. */
class LayeringRulesTest {

    private final LayeringRules tidy = LayeringRules.in(TIDY);
    private final LayeringRules messy = LayeringRules.in(MESSY);

    @Test
    void a_tidy_project_keeps_all_rules() {
        assertThatCode(() -> tidy.check(CLASSES)).doesNotThrowAnyException();
        assertThatCode(() -> tidy.all().check(CLASSES)).doesNotThrowAnyException();
    }

    @Test
    void a_messy_project_is_told_all_that_it_breaks_at_once() {
        assertThatThrownBy(() -> messy.check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        MESSY + " breaks 6 of 6 rules of layers:\n\nEvery class stands on one layer.\n  - ")
                .hasMessageContaining("\n  Why: What stands on none is held to no rule")
                .hasMessageContaining("\n  Instead: Move the class")
                .hasMessageMatching(
                        "(?s).*Order\\.pay, on the domain layer, commits by .* \\(Order\\.java:[1-9][0-9]*\\).*");
        assertThatThrownBy(() -> messy.all().check(CLASSES)).isInstanceOf(AssertionError.class);
    }

    @Test
    void layers_only_look_inwards() {
        assertThat(found(tidy.layersLookInwards(), TIDY)).isEmpty();
        assertThat(found(messy.layersLookInwards(), MESSY))
                .containsExactly(
                        "Order, on the domain layer, imports JooqOrders, on the infrastructure layer (Method"
                                + " <Order.total()> calls method <JooqOrders.sum(List)> in (Order.java))",
                        "Order, on the domain layer, imports helpers.Prices, on no layer (Method <Order.total()> calls"
                                + " method <Prices.gross(long)> in (Order.java))");
    }

    @Test
    void the_domain_imports_no_framework() {
        assertThat(found(tidy.domainImportsNoFramework(), TIDY)).isEmpty();
        assertThat(found(messy.domainImportsNoFramework(), MESSY))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("Tariff imports Guice: com.google.inject.Inject (Constructor"),
                        one -> assertThat(one)
                                .startsWith("Tariff imports JDBC: java.sql.Timestamp (Constructor")
                                .endsWith("in (Tariff.java), and 1 more)"),
                        one -> assertThat(one)
                                .startsWith(
                                        "Tariff imports Keelson beyond its kernel: dev.keelson.work.Keelson (Method"),
                        one -> assertThat(one)
                                .startsWith("Tariff imports Spring: org.springframework.stereotype.Component (Class"),
                        one -> assertThat(one).startsWith("Tariff imports jOOQ: org.jooq.DSLContext (Constructor"));
    }

    @Test
    void the_application_imports_no_database() {
        assertThat(found(tidy.applicationImportsNoDatabase(), TIDY)).isEmpty();
        assertThat(found(messy.applicationImportsNoDatabase(), MESSY))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("OrderDesk imports JDBC: java.sql.Connection ("),
                        one -> assertThat(one).startsWith("OrderDesk imports jOOQ: org.jooq.DSLContext ("),
                        one -> assertThat(one).startsWith("OrderDesk imports jOOQ: org.jooq.impl.DSL ("));
    }

    @Test
    void only_the_application_commits() {
        assertThat(found(tidy.onlyTheApplicationCommits(), TIDY)).isEmpty();
        assertThat(found(messy.onlyTheApplicationCommits(), MESSY))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("JooqOrders.store, on the infrastructure layer, commits by"
                                        + " UnitOfWorkFactory.run (JooqOrders.java"),
                        one -> assertThat(one)
                                .startsWith("JooqOrders.storing, on the infrastructure layer, commits by"
                                        + " UnitOfWork.commit (JooqOrders.java"),
                        one -> assertThat(one)
                                .startsWith(
                                        "Order.pay, on the domain layer, commits by UnitOfWork.commit (Order.java"));
        assertThat(found(messy.allowingCommitIn("..infrastructure..").onlyTheApplicationCommits(), MESSY))
                .hasSize(1)
                .allMatch(one -> one.startsWith("Order.pay"));
    }

    @Test
    void no_unit_of_work_is_kept() {
        assertThat(found(tidy.noUnitOfWorkIsKept(), TIDY)).isEmpty();
        assertThat(found(messy.noUnitOfWorkIsKept(), MESSY))
                .containsExactly(
                        "Kept.CURRENT keeps UnitOfWork in a static field",
                        "Kept.OrderEndpoint.work keeps UnitOfWork in an object of which there is one for the whole"
                                + " program, since it is annotated com.google.inject.Singleton",
                        "Kept.PriceService.prices keeps PriceBook in an object of which there is one for the whole"
                                + " program, since it is a bean of Spring",
                        "Kept.Registry.reading keeps Reading in an object of which there is one for the whole program,"
                                + " since it is an enum");
    }

    @Test
    void every_class_stands_on_one_layer() {
        assertThat(found(tidy.everyClassStandsOnOneLayer(), TIDY)).isEmpty();
        assertThat(found(messy.everyClassStandsOnOneLayer(), "none"))
                .containsExactly(MESSY + ".helpers stands on no layer: Prices. Say on which it does, as"
                        + " .infrastructure(\"..infrastructure..\", \"..helpers..\"), or that it stands"
                        + " around them all: .outside(\"..helpers..\").");
        assertThat(found(messy.outside("..helpers..").everyClassStandsOnOneLayer(), MESSY))
                .isEmpty();
        assertThat(found(messy.domain("..domain..", "..helpers..").layersLookInwards(), MESSY))
                .hasSize(1);
    }

    @Test
    void each_layer_may_be_a_package_of_its_own() {
        LayeringRules apart = LayeringRules.in(MESSY + ".domain", MESSY + ".application", MESSY + ".infrastructure");

        assertThat(found(apart.everyClassStandsOnOneLayer(), MESSY)).isEmpty();
        assertThat(found(apart.layersLookInwards(), MESSY)).hasSize(1);
    }

    @Test
    void a_package_on_two_layers_is_told_with_both_patterns() {
        assertThat(found(tidy.infrastructure("..infra*..", "..domain..").everyClassStandsOnOneLayer(), "none"))
                .containsExactly(
                        TIDY + ".domain stands on 2 layers at once: domain by \"..domain..\", infrastructure by"
                                + " \"..domain..\". Rename it, or make the patterns narrower, as"
                                + " \"com.acme.shop.domain..\".");
    }

    @Test
    void a_layer_without_classes_is_told_with_the_packages_that_there_are() {
        assertThat(found(tidy.application("..usecases..").everyClassStandsOnOneLayer(), "none"))
                .first()
                .isEqualTo(
                        "No class stands on the application layer: no package in " + TIDY + " is like \"..usecases..\"."
                                + " There are: " + TIDY + ", " + TIDY + ".application, " + TIDY + ".domain, " + TIDY
                                + ".infrastructure. Say where it lies: .application(\"..some.package..\"); or, if"
                                + " there is none, .application().");
        assertThat(found(tidy.infrastructure().outside("..infrastructure..").everyClassStandsOnOneLayer(), TIDY))
                .isEmpty();
    }

    @Test
    void where_no_layer_is_found_one_sentence_says_so() {
        assertThat(found(LayeringRules.in(NOTHING).everyClassStandsOnOneLayer(), "none"))
                .containsExactly("No layer was found in " + NOTHING + ": no package there is called domain, application"
                        + " or infrastructure, or as you said. There are: " + NOTHING + ". Say which is which:"
                        + " LayeringRules.in(\"" + NOTHING + "\").domain(\"..model..\").application(\"..usecases..\")"
                        + ".infrastructure(\"..adapters..\").");
    }

    @Test
    void a_package_without_classes_is_told() {
        String words = "No class lies in com.acme.nowhere, so there is nothing that could keep or break a rule. Is the"
                + " package written as in the sources, and is the module that has it on the class path of this test?"
                + " Test classes do not count.";

        assertThatThrownBy(() -> LayeringRules.check("com.acme.nowhere"))
                .isInstanceOf(AssertionError.class)
                .hasMessage(words);
        assertThatThrownBy(() ->
                        LayeringRules.in("com.acme.nowhere").layersLookInwards().check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(words);
    }

    @Test
    void classes_of_tests_do_not_count() {
        assertThatThrownBy(() -> LayeringRules.check(TIDY))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("No class lies in " + TIDY);
    }

    @Test
    void what_is_no_package_is_refused() {
        assertThatThrownBy(LayeringRules::in)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot check rules in no package: name the one");
        assertThatThrownBy(() -> LayeringRules.in("com.acme.."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot check rules in 'com.acme..': it is no name of a package.");
        assertThatThrownBy(() -> LayeringRules.in(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tidy.domain("...model"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot find packages by '...model': write it as");
    }

    @Test
    void a_list_of_what_may_be_imported_leaves_nothing_else() {
        assertThat(found(tidy.domainImportsOnly().domainImportsNoFramework(), TIDY))
                .isEmpty();
        assertThat(found(tidy.applicationImportsOnly().applicationImportsNoDatabase(), TIDY))
                .isEmpty();
        LayeringRules molecules =
                LayeringRules.in(Projects.MOLECULES).domain("..tidy..").outside("..messy..");
        assertThat(found(molecules.domainImportsNoFramework(), TIDY)).isEmpty();
        assertThat(found(molecules.domainImportsOnly("com.acme.money..").domainImportsNoFramework(), TIDY))
                .isNotEmpty()
                .allMatch(one -> one.contains(
                        "which is neither of the JDK nor of dev.keelson.kernel nor of" + " com.acme.money.."));
        assertThat(found(molecules.domainImportsOnly("org.jmolecules..").domainImportsNoFramework(), TIDY))
                .isEmpty();
    }

    @Test
    void what_is_excused_with_a_reason_is_not_told() {
        assertThat(found(
                        messy.excusing(Tariff.class, "goes with the next release")
                                .domainImportsNoFramework(),
                        MESSY))
                .isEmpty();
        assertThatThrownBy(() -> messy.excusing(Tariff.class, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot excuse Tariff without a reason: say why, for whoever reads the test next.");
    }

    @Test
    void what_is_there_today_can_be_frozen_by_archunit() {
        Map<ArchRule, List<String>> stored = new HashMap<>();
        ArchRule frozen = FreezingArchRule.freeze(messy.noUnitOfWorkIsKept()).persistIn(new ViolationStore() {
            @Override
            public void initialize(Properties properties) {}

            @Override
            public boolean contains(ArchRule rule) {
                return stored.containsKey(rule);
            }

            @Override
            public void save(ArchRule rule, List<String> violations) {
                stored.put(rule, List.copyOf(violations));
            }

            @Override
            public List<String> getViolations(ArchRule rule) {
                return stored.getOrDefault(rule, List.of());
            }
        });

        assertThatCode(() -> frozen.check(CLASSES)).doesNotThrowAnyException();
        assertThat(stored.values())
                .singleElement()
                .satisfies(found -> assertThat(found).hasSize(4));
        assertThatCode(() -> frozen.check(CLASSES)).doesNotThrowAnyException();
    }

    @Test
    void of_many_findings_only_the_first_are_shown() {
        assertThatThrownBy(() -> LayeringRules.in("dev.keelson.testing.rules")
                        .domain("dev.keelson.testing.rules..")
                        .application()
                        .infrastructure()
                        .domainImportsOnly()
                        .check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s).*\n  - and [1-9][0-9]* more\n  Why: .*");
    }
}
