package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.keelson.work.Keelson;
import dev.keelson.work.schema.Schema;
import java.util.List;

/** The projects that the rules are tried on: their classes, their mappings, and what a rule finds in them. */
final class Projects {

    static final String TIDY = "dev.keelson.testing.rules.tidy";
    static final String MESSY = "dev.keelson.testing.rules.messy";
    static final String MOLECULES = "dev.keelson.testing.rules.molecules";
    static final String PLAIN = "dev.keelson.testing.rules.plain";
    static final String NOTHING = "dev.keelson.testing.rules.nothing";

    static final JavaClasses CLASSES = new ClassFileImporter().importPackages("dev.keelson.testing.rules");

    private Projects() {}

    /** What a rule finds, sorted, with its packages and line numbers left out. */
    static List<String> found(ArchRule rule, String project) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails().stream()
                .map(found -> found.replaceAll(
                        project.replace(".", "\\.") + "\\.(domain\\.|application\\.|infrastructure\\.)?", ""))
                .map(found -> found.replaceAll("\\.java:[0-9]+", ".java"))
                .sorted()
                .toList();
    }

    static Schema tidyPlain() {
        return Keelson.builder()
                .map(dev.keelson.testing.rules.plain.tidy.Shop.Customer.class)
                .map(dev.keelson.testing.rules.plain.tidy.Shop.Order.class, order -> order.ignore("clerk"))
                .schema();
    }

    static Schema messyPlain() {
        return Keelson.builder()
                .map(dev.keelson.testing.rules.plain.messy.Shop.Customer.class)
                .map(dev.keelson.testing.rules.plain.messy.Shop.Order.class)
                .map(dev.keelson.testing.rules.plain.messy.Shop.Invoice.class)
                .schema();
    }
}
