package dev.keelson.sample;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.keelson.testing.rules.DddRules;
import dev.keelson.testing.rules.LayeringRules;

// region archunit
/** Single rules, run by ArchUnit. */
@AnalyzeClasses(packages = "dev.keelson.sample", importOptions = DoNotIncludeTests.class)
class ArchUnitTest {

    @ArchTest
    static final ArchRule layers_look_inwards =
            LayeringRules.in("dev.keelson.sample").outside("..main..").layersLookInwards();

    @ArchTest
    static final ArchRule aggregates_are_kept_apart =
            DddRules.in("dev.keelson.sample").all();
}
// endregion
