package dev.keelson.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.keelson.sample.infrastructure.mapping.AcademyMapping;
import dev.keelson.testing.rules.DddRules;
import dev.keelson.testing.rules.LayeringRules;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import org.junit.jupiter.api.Test;

/** Who may import whom, and what aggregates, entities and values are held to. */
class LayersTest {

    private static final String SAMPLE = "dev.keelson.sample";

    /** Without those of the tests, wherever the build puts them. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(SAMPLE);

    // region layers
    @Test
    void layers_look_inwards_and_the_domain_is_plain() {
        LayeringRules.in("dev.keelson.sample")
                .domainImportsOnly() // the kernel and the JDK
                .applicationImportsOnly()
                .outside("..main..") // starts it all, and plays a day
                .allowingCommitIn("..main..")
                .check();
    }
    // endregion

    // region ddd
    @Test
    void aggregates_entities_and_values_are_what_their_mapping_says() {
        KeelsonBuilder keelson = Keelson.builder();
        new AcademyMapping().accept(keelson);

        DddRules.in("dev.keelson.sample").mapped(keelson.schema()).check();
    }
    // endregion

    @Test
    void the_domain_tells_enough_of_itself_without_a_mapping() {
        DddRules.in(SAMPLE).check(CLASSES);
    }

    @Test
    void only_main_knows_the_rig() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SAMPLE + ".main..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.keelson.testing..")
                .check(CLASSES);
    }

    @Test
    void no_package_imports_in_a_circle() {
        slices().matching(SAMPLE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
