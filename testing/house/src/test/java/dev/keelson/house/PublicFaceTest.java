package dev.keelson.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.keelson.kernel.Internal;
import dev.keelson.testing.rules.LayeringRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tells what users may import from what is public only since another room needs it. */
class PublicFaceTest {

    private static final String HOUSE = "dev.keelson";

    /** The packages for users, less the types in them that are marked {@link Internal}. docs/public.md lists them for users. */
    private static final Set<String> FOR_USERS = Set.of(
            "kernel",
            "kernel.error",
            "value",
            "value.json",
            "value.crypto",
            "work",
            "work.guice",
            "work.cache",
            "work.imports",
            "work.mapping",
            "work.micrometer",
            "work.policy",
            "work.policy.audit",
            "work.policy.softdelete",
            "work.policy.tenancy",
            "work.query",
            "work.schema",
            "work.sets",
            "work.tables",
            "work.watch",
            "testing",
            "testing.laws",
            "testing.rig",
            "testing.rules");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOUSE);

    private static final DescribedPredicate<JavaClass> IS_FOR_USERS = new DescribedPredicate<>("are for users") {
        @Override
        public boolean test(JavaClass target) {
            return isForUsers(target.getBaseComponentType());
        }
    };

    @Test
    void every_package_of_the_unit_of_work_is_for_users_or_marked_internal() {
        Set<String> unmarked = CLASSES.stream()
                .filter(type -> type.getPackageName().startsWith(HOUSE + ".work"))
                .map(JavaClass::getPackage)
                .filter(room -> !room.isAnnotatedWith(Internal.class))
                .map(PublicFaceTest::nameInHouse)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> forUsers = FOR_USERS.stream()
                .filter(name -> name.startsWith("work"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unmarked)
                .as("packages without @Internal in their package-info: mark them, or tell users of them in"
                        + " FOR_USERS and in docs/public.md")
                .isEqualTo(forUsers);
    }

    @Test
    void what_is_for_users_is_compared_with_the_last_release() throws IOException {
        String pom = Files.readString(Path.of("../../pom.xml"));
        Set<String> compared = Pattern.compile("<include>" + HOUSE + "\\.([a-z.]+)</include>")
                .matcher(pom)
                .results()
                .map(include -> include.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(compared).as("packages that profile 'api' compares").isEqualTo(new TreeSet<>(FOR_USERS));
    }

    @Test
    void no_package_for_users_is_marked_internal() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackage)
                        .filter(room -> FOR_USERS.contains(nameInHouse(room)))
                        .filter(room -> room.isAnnotatedWith(Internal.class))
                        .map(JavaPackage::getName))
                .isEmpty();
    }

    @Test
    void the_sample_imports_only_what_is_for_users() {
        classes()
                .that()
                .resideInAPackage(HOUSE + ".sample..")
                .should()
                .onlyDependOnClassesThat(IS_FOR_USERS)
                .check(CLASSES);
    }

    @Test
    void the_application_and_the_domain_of_the_sample_import_the_kernel_alone() {
        LayeringRules.in(HOUSE + ".sample")
                .domainImportsOnly()
                .applicationImportsOnly()
                .outside("..main..")
                .allowingCommitIn("..main..")
                .check(CLASSES);
    }

    private static boolean isForUsers(JavaClass target) {
        if (!target.getPackageName().startsWith(HOUSE + ".")
                || target.getPackageName().startsWith(HOUSE + ".sample")) {
            return true;
        }
        return FOR_USERS.contains(nameInHouse(target.getPackage())) && !isMarked(target);
    }

    /** By itself or by a class around it. */
    private static boolean isMarked(JavaClass target) {
        return target.isAnnotatedWith(Internal.class)
                || target.getEnclosingClass().filter(PublicFaceTest::isMarked).isPresent();
    }

    private static String nameInHouse(JavaPackage room) {
        return room.getName().substring(HOUSE.length() + 1);
    }
}
