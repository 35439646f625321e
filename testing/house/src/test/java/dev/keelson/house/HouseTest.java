package dev.keelson.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.keelson.testing.rules.LayeringRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the house to its plan: which room imports which, what may stand where, how large a file grows. */
class HouseTest {

    private static final String HOUSE = "dev.keelson";
    private static final int MOST_LINES = 300;
    private static final int MOST_TYPES = 22;

    /**
     * The rooms in reading order: each imports only rooms before it. A room is one package; in the sample it is those
     * below it, too. A room may be listed before it is built.
     */
    private static final List<String> ROOMS = List.of(
            "testing.rig",
            "kernel",
            "kernel.error",
            "value",
            "value.json",
            "value.crypto",
            "identity",
            "identity.cache",
            "work.row",
            "work.change",
            "work.model",
            "work.scan",
            "work.mapping",
            "work.mapping.draft",
            "work.mapping.reference",
            "work.mapping.column",
            "work.mapping.build",
            "work.policy",
            "work.sql",
            "work.coverage",
            "work.watch",
            "work.binary",
            "work.database",
            "work.hydrate",
            "work.load.select",
            "work.load.rows",
            "work.load",
            "work.query",
            "work.projection",
            "work.track",
            "work.diff",
            "work.plan",
            "work.render",
            "work.execute",
            "work.sets",
            "work.purge",
            "work.tables",
            "work.schema",
            "work.policy.tenancy",
            "work.policy.audit",
            "work.policy.softdelete",
            "work.policy.history",
            "work.imports",
            "work.cache",
            "work",
            "work.guice",
            "work.micrometer",
            "codegen",
            "testing.rules",
            "testing.laws.values",
            "testing.laws",
            "testing",
            "sample.domain",
            "sample.application",
            "sample.infrastructure.mapping",
            "sample.infrastructure.tables",
            "sample.infrastructure",
            "sample.main");

    /** The rooms that may have more types than others, and why. */
    private static final Map<String, String> LARGE = Map.ofEntries(
            entry(
                    "kernel",
                    "its types are the words of the domain, one a file, and users import them from one package"),
            entry("kernel.error", "one exception a file, and users import them from one package"),
            entry("value", "one converter a file, and users import them from one package"),
            entry("work", "the roof: the public face and its stages, which are package-private behind it"),
            entry(
                    "work.database",
                    "until the bindings of conditions and of generated columns have a room of their own"),
            entry("work.model", "one record for each kind of content, under one sealed interface"),
            entry("work.sql", "each dialect is a family of small files, one for each thing in which databases differ"),
            entry("work.load.select", "the SQL of loads, of queries, and of what is hidden and may go for good"),
            entry(
                    "work.query",
                    "each file is one thing that is said of properties: compared, contained, sorted, paged, selected"),
            entry("work.hydrate", "until reading and writing of values are cut apart"),
            entry("work.schema", "until printing, reading the catalogue and comparing are cut apart"));

    /** The types that are public though no other room uses them, and why. */
    private static final Map<String, String> OPEN = Map.ofEntries(
            entry(
                    "sql.H2Dialect",
                    "schema asks a sealed switch for its catalogue reader, of which the class file tells nothing"),
            entry("sql.PostgresDialect", "as sql.H2Dialect"),
            entry("track.Renewal", "the roof gives it as a method reference, of which the class file tells nothing"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOUSE);

    @Test
    void every_class_stands_in_a_room() {
        assertThat(packages().map(JavaPackage::getName).filter(name -> room(name) < 0))
                .as("packages that the list of rooms does not know")
                .isEmpty();
    }

    @Test
    void a_room_imports_only_rooms_before_it() {
        classes()
                .that()
                .resideInAPackage(HOUSE + "..")
                .should(importOnlyRoomsBeforeTheirs())
                .check(CLASSES);
    }

    @Test
    void no_packages_import_each_other_in_a_circle() {
        slices().matching(HOUSE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_kernel_stands_on_the_jdk_alone() {
        classes()
                .that()
                .resideInAPackage(HOUSE + ".kernel..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", HOUSE + ".kernel..")
                .check(CLASSES);
    }

    @Test
    void the_identity_map_knows_no_jooq_and_no_jdbc() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + ".identity..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "java.sql..", "javax.sql..")
                .check(CLASSES);
    }

    @Test
    void only_the_cache_room_knows_caffeine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + ".identity.cache..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.benmanes.caffeine..")
                .check(CLASSES);
    }

    @Test
    void guice_and_the_pool_stay_where_things_are_wired() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        HOUSE + ".work.guice..",
                        HOUSE + ".sample.infrastructure..",
                        HOUSE + ".sample.main..",
                        HOUSE + ".testing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "com.zaxxer.hikari..")
                .check(CLASSES);
    }

    @Test
    void only_its_own_room_knows_micrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + ".work.micrometer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(CLASSES);
    }

    @Test
    void no_unit_of_work_is_kept_for_longer_than_a_use_case() {
        LayeringRules.in(HOUSE).noUnitOfWorkIsKept().check(CLASSES);
    }

    @Test
    void nothing_is_kept_in_a_thread() { // decision 0026: who must know where a thread is keeps the thread
        noClasses()
                .that()
                .resideInAPackage(HOUSE + "..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ThreadLocal.class.getName())
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CLASSES);
    }

    @Test
    void every_package_says_that_it_is_null_marked() {
        assertThat(packages()
                        .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .as("packages without a @NullMarked package-info")
                .isEmpty();
    }

    @Test
    void no_main_source_is_long_without_a_decision_that_says_why() throws IOException {
        Path root = root();
        String decisions = textOf(root.resolve("docs/decisions"), ".md");
        List<Path> sources = filesUnder(root, ".java")
                .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
                .toList();

        assertThat(sources).as("main sources under " + root).isNotEmpty();
        assertThat(sources.stream()
                        .filter(file -> lines(file) > MOST_LINES)
                        .filter(file -> !decisions.contains(file.getFileName().toString()))
                        .map(file -> root.relativize(file) + ": " + lines(file) + " lines"))
                .as("main sources of more than " + MOST_LINES + " lines that no file in docs/decisions names")
                .isEmpty();
    }

    @Test
    void a_room_has_few_types_or_a_reason() {
        Map<String, Long> large = new Rooms(CLASSES, HOUSE).largerThan(MOST_TYPES);

        assertThat(large.keySet())
                .as("rooms of more than " + MOST_TYPES + " types, " + large
                        + ", and those excused for it; an excuse that" + " is no longer needed goes")
                .isEqualTo(LARGE.keySet());
    }

    @Test
    void a_type_is_public_only_if_another_room_or_an_application_uses_it() {
        Doors doors = new Doors(CLASSES);

        assertThat(doors.needless(OPEN))
                .as("public types that only their own room uses: make them package-private")
                .isEmpty();
        assertThat(doors.needlesslyExcused(OPEN))
                .as("types that are excused for being public and need no excuse any more")
                .isEmpty();
    }

    @Test
    void the_table_of_rooms_in_the_documents_is_that_of_the_packages() {
        Set<String> existing = packages()
                .map(room -> room.getName().substring(HOUSE.length() + 1))
                .collect(Collectors.toSet());

        assertThat(documentedRooms())
                .as("the rooms in docs/house.md, in the order of the list of rooms")
                .isEqualTo(ROOMS.stream()
                        .filter(room -> !room.startsWith("sample."))
                        .filter(existing::contains)
                        .toList());
    }

    /** The first cells of the rows below the heading "Rooms", of those that are code. */
    private static List<String> documentedRooms() {
        String page = read(root().resolve("docs/house.md"));
        String rooms = page.substring(page.indexOf("\n## Rooms"));
        return rooms.substring(0, rooms.indexOf("\n## ", 1))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
    }

    private static ArchCondition<JavaClass> importOnlyRoomsBeforeTheirs() {
        return new ArchCondition<>("import only rooms before theirs") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (resideInAPackage(HOUSE + "..").test(target)
                            && room(target.getPackageName()) > room(origin.getPackageName())) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** The place of a package's room in the list, or -1. */
    private static int room(String packageName) {
        String name = packageName.substring(HOUSE.length() + 1);
        while (name.startsWith("sample.") && !ROOMS.contains(name)) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        return ROOMS.indexOf(name);
    }

    private static Stream<JavaPackage> packages() {
        Set<JavaPackage> packages = CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        return packages.stream().sorted((one, other) -> one.getName().compareTo(other.getName()));
    }

    /** The directory of the whole build, as the build says, or found from where the test runs. */
    private static Path root() {
        String told = System.getProperty("keelson.root");
        Path directory = Path.of(told == null ? "" : told).toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("kernel")) && directory.getParent() != null) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static String textOf(Path directory, String ending) throws IOException {
        if (!Files.isDirectory(directory)) {
            return "";
        }
        return filesUnder(directory, ending).map(HouseTest::read).collect(Collectors.joining("\n"));
    }

    private static Stream<Path> filesUnder(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return new TreeSet<>(files.filter(file -> file.toString().endsWith(ending))
                            .toList())
                    .stream();
        }
    }

    private static long lines(Path file) {
        return read(file).lines().count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
