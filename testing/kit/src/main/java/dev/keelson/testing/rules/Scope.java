package dev.keelson.testing.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which classes the rules are about. Immutable.
 *
 * @param packages the packages, each with all that lie below it
 * @param excused the full names of classes whose findings are not told
 */
record Scope(List<String> packages, List<String> excused) {

    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_$]+(\\.[\\p{Alnum}_$]+)*");

    /**
     * These packages, nothing excused.
     *
     * @throws IllegalArgumentException if there is none, or one is no name of a package
     */
    static Scope of(String... packages) {
        if (packages.length == 0) {
            throw new IllegalArgumentException(
                    "Cannot check rules in no package: name the one that your service's packages begin with, as"
                            + " \"com.acme.shop\".");
        }
        for (String name : packages) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("Cannot check rules in '" + name
                        + "': it is no name of a package. Write it as \"com.acme.shop\", without dots at its ends; what"
                        + " lies below it belongs to it.");
            }
        }
        return new Scope(List.of(packages), List.of());
    }

    Scope excusing(Class<?> type, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("Cannot excuse " + type.getSimpleName()
                    + " without a reason: say why, for whoever reads the test next.");
        }
        List<String> more = new ArrayList<>(excused);
        more.add(type.getName());
        return new Scope(packages, List.copyOf(more));
    }

    void requireWithin(Class<?> type) {
        if (packages.stream().noneMatch(name -> (type.getPackageName() + ".").startsWith(name + "."))) {
            throw new IllegalArgumentException("Cannot say what " + type.getName() + " is: it lies outside " + names()
                    + ". Check the rules in its package as well: .in(\"" + packages.get(0) + "\", \""
                    + type.getPackageName() + "\").");
        }
    }

    boolean excuses(Finding finding) {
        return excused.stream().anyMatch(finding::isIn);
    }

    boolean contains(JavaClass type) {
        return packages.stream().anyMatch(name -> (type.getPackageName() + ".").startsWith(name + "."));
    }

    DescribedPredicate<JavaClass> contains() {
        return DescribedPredicate.describe("lie in " + names(), this::contains);
    }

    /** The classes of the packages as they are on the class path, without those of tests. */
    JavaClasses imported() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(Scope::isNoTest)
                .importPackages(packages);
    }

    /** Those of these classes that lie in the packages, by name. */
    List<JavaClass> within(JavaClasses classes) {
        return classes.stream()
                .filter(this::contains)
                .sorted(Comparator.comparing(JavaClass::getName))
                .toList();
    }

    String nothingFound() {
        return "No class lies in " + names() + ", so there is nothing that could keep or break a rule. Is the package"
                + " written as in the sources, and is the module that has it on the class"
                + " path of this test? Test classes do not count.";
    }

    String names() {
        return String.join(" or ", packages);
    }

    /** Wherever the build puts them. */
    private static boolean isNoTest(Location location) {
        return !location.contains("/test-classes/");
    }
}
