package dev.keelson.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludePackageInfos;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom. The package-infos, which say {@code @NullMarked}, are the one exception. */
@AnalyzeClasses(
        packages = "dev.keelson.sample",
        importOptions = {LayersTest.NoTests.class, DoNotIncludePackageInfos.class})
class LayersTest {

    /** Wherever the build puts them. */
    static final class NoTests implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule the_domain_imports_the_kernel_and_the_jdk_and_nothing_else = classes()
            .that()
            .resideInAPackage("dev.keelson.sample.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.keelson.sample.domain..", "dev.keelson.kernel", "java..");

    @ArchTest
    static final ArchRule the_application_imports_the_domain_the_kernel_and_the_jdk_and_nothing_else = classes()
            .that()
            .resideInAPackage("dev.keelson.sample.application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.keelson.sample.application..",
                    "dev.keelson.sample.domain..",
                    "dev.keelson.kernel..",
                    "java..");

    @ArchTest
    static final ArchRule nobody_but_main_imports_the_infrastructure = noClasses()
            .that()
            .resideOutsideOfPackages("dev.keelson.sample.infrastructure..", "dev.keelson.sample.main..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.keelson.sample.infrastructure..");

    @ArchTest
    static final ArchRule nobody_imports_main = noClasses()
            .that()
            .resideOutsideOfPackage("dev.keelson.sample.main..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.keelson.sample.main..");

    @ArchTest
    static final ArchRule only_main_knows_the_rig = noClasses()
            .that()
            .resideOutsideOfPackage("dev.keelson.sample.main..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.keelson.testing..");

    @ArchTest
    static final ArchRule no_package_imports_in_a_circle =
            slices().matching("dev.keelson.sample.(**)").should().beFreeOfCycles();
}
