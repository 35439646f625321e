package dev.keelson.tried;

import static dev.keelson.testing.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.ExpectRoundTrips;
import dev.keelson.testing.ExpectStatements;
import dev.keelson.testing.KeelsonStage;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.Reset;
import dev.keelson.testing.TestClock;
import dev.keelson.testing.rig.PostgresServer;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.schema.Schema;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/** The kit used as it cannot be used says so. */
class BadInputTest {

    private static TestDatabase brought;

    @BeforeAll
    static void open() {
        brought = TestDatabase.create();
        brought.execute(Keelson.builder().map(Badge.class).schema().ddl());
    }

    @AfterAll
    static void close() {
        brought.close();
    }

    static class Plain {

        @Test
        @ExpectRoundTrips(1)
        @ExpectStatements(2)
        void counts() {}
    }

    @Test
    void an_expectation_on_a_test_without_a_keelson() {
        assertThat(Played.of(Plain.class).failure("counts"))
                .startsWith("ExtensionConfigurationException: Cannot count for void"
                        + " dev.keelson.tried.BadInputTest$Plain.counts(), which says @ExpectRoundTrips(1)"
                        + " @ExpectStatements(2): its class has no Keelson whose statements could be counted. Put"
                        + " @KeelsonTest on the class, or on the one around it.");
    }

    @Test
    void a_scenario_without_a_keelson() {
        assertThatThrownBy(() -> given(new Badge(1, "ada")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "Cannot say given(...) here: no test of a class with @KeelsonTest is under way.");
    }

    @KeelsonTest
    static class Nothing {

        @Test
        void maps() {}
    }

    @Test
    void nothing_is_mapped() {
        assertThat(Played.of(Nothing.class).failure())
                .contains("@KeelsonTest on dev.keelson.tried.BadInputTest$Nothing says nothing of what is mapped. Name"
                        + " the class that says it, @KeelsonTest(ShopStage.class), or what is mapped by"
                        + " convention");
    }

    final class Inner implements Consumer<KeelsonBuilder> {

        @Override
        public void accept(KeelsonBuilder keelson) {}
    }

    static final class Throwing implements Consumer<KeelsonBuilder> {

        @Override
        public void accept(KeelsonBuilder keelson) {
            throw new IllegalStateException("no mapping today");
        }
    }

    static final class Unprepared implements KeelsonStage {

        @Override
        public void accept(KeelsonBuilder keelson) {
            keelson.map(Badge.class);
        }

        @Override
        public void prepare(DataSource owner, Supplier<Schema> schema) {
            // no table is made
        }
    }

    static final class Unpreparable implements KeelsonStage {

        @Override
        public void accept(KeelsonBuilder keelson) {
            keelson.map(Badge.class);
        }

        @Override
        public void prepare(DataSource owner, Supplier<Schema> schema) {
            throw new IllegalStateException("migration 7 failed");
        }
    }

    static final class Unwatched implements KeelsonStage {

        @Override
        public void accept(KeelsonBuilder keelson) {
            keelson.map(Badge.class);
        }

        @Override
        public Keelson build(DataSource pool, Consumer<KeelsonBuilder> watched) {
            return Keelson.builder().map(Badge.class).dataSource(pool).build();
        }
    }

    @KeelsonTest(Unwatched.class)
    static class OfUnwatched {
        @Test
        void test() {}
    }

    @KeelsonTest(Inner.class)
    static class OfInner {
        @Test
        void test() {}
    }

    @KeelsonTest(Throwing.class)
    static class OfThrowing {
        @Test
        void test() {}
    }

    @KeelsonTest(Unprepared.class)
    static class OfUnprepared {
        @Test
        void test() {}
    }

    @KeelsonTest(Unpreparable.class)
    static class OfUnpreparable {
        @Test
        void test() {}
    }

    @KeelsonTest(map = String.class)
    static class OfText {
        @Test
        void test() {}
    }

    @Test
    void a_stage_that_cannot_be_set() {
        assertThat(Played.of(OfInner.class).failure())
                .contains("Cannot construct the stage dev.keelson.tried.BadInputTest$Inner: it has no constructor"
                        + " without parameters that could be called. Give it one, and make a class within another"
                        + " one static.");
        assertThat(Played.of(OfThrowing.class).failure())
                .contains("The stage dev.keelson.tried.BadInputTest$Throwing could not say what is mapped: no mapping"
                        + " today");
        assertThat(Played.of(OfUnprepared.class).failure())
                .contains("The stage dev.keelson.tried.BadInputTest$Unprepared could not be built on its tables: ")
                .contains("badges");
        assertThat(Played.of(OfUnpreparable.class).failure())
                .contains(
                        "The stage dev.keelson.tried.BadInputTest$Unpreparable could not prepare its tables: migration"
                                + " 7 failed");
        assertThat(Played.of(OfUnwatched.class).failure())
                .contains("The stage has built a Keelson that the kit cannot look after");
        assertThat(Played.of(OfText.class).failure()).contains("The stage [java.lang.String] could not ");
    }

    static final class NoContext extends Brought {
        @Override
        public WorkContext context(int test) {
            return null;
        }
    }

    static final class NoOwn extends Brought {
        @Override
        public Optional<DataSource> ownDatabase() {
            return null;
        }
    }

    static final class NoKeelson extends Brought {
        @Override
        public Keelson build(DataSource pool, Consumer<KeelsonBuilder> watched) {
            return null;
        }
    }

    @KeelsonTest(NoContext.class)
    static class OfNoContext {
        @Test
        void test() {}
    }

    @KeelsonTest(NoOwn.class)
    static class OfNoOwn {
        @Test
        void test() {}
    }

    @KeelsonTest(NoKeelson.class)
    static class OfNoKeelson {
        @Test
        void test() {}
    }

    @Test
    void a_stage_that_gives_null() {
        String stage = "The stage dev.keelson.tried.BadInputTest$No";
        assertThat(Played.of(OfNoContext.class).failure()).contains(stage + "Context gave null by context(1).");
        assertThat(Played.of(OfNoOwn.class).failure()).contains(stage + "Own gave null by ownDatabase().");
        assertThat(Played.of(OfNoKeelson.class).failure())
                .contains(stage + "Keelson gave null by build(pool, watched).");
    }

    @KeelsonTest(map = Badge.class)
    static class Asking {

        @Test
        void a_unit_of_work(UnitOfWork work) {}

        @Test
        void a_connection(Connection connection) {}

        @Test
        void a_badge(Badge badge) {}
    }

    @KeelsonTest(map = Badge.class)
    static class AskingTooEarly {

        AskingTooEarly(WorkContext context) {}

        @Test
        void test() {}
    }

    @KeelsonTest(map = Badge.class, reset = Reset.EACH_METHOD)
    static class AskingBeforeAll {

        @BeforeAll
        static void open(Keelson keelson) {}

        @Test
        void test() {}
    }

    @Test
    void a_parameter_that_is_not_given() {
        Played played = Played.of(Asking.class);
        assertThat(played.failure("a_unit_of_work"))
                .contains("Cannot give a UnitOfWork to void ")
                .contains("nobody would know who closes it. Take a UnitOfWorkFactory, and begin one in the test");
        assertThat(played.failure("a_connection"))
                .contains("Cannot give a Connection to ")
                .contains("Take a DataSource");
        assertThat(played.failure("a_badge")).contains("No ParameterResolver registered for parameter");
        assertThat(Played.of(AskingTooEarly.class).failure("test"))
                .contains("Cannot give a WorkContext to ")
                .contains("none is under way when the class is constructed. Take it as a parameter of the test method");
        assertThat(Played.of(AskingBeforeAll.class).failure())
                .contains("Cannot give a Keelson to static void ")
                .contains("by reset = EACH_METHOD each test method has a database of its own, and none is there yet.");
    }

    abstract static class Brought implements KeelsonStage {

        @Override
        public void accept(KeelsonBuilder keelson) {
            keelson.map(Badge.class);
        }
    }

    static final class Superuser extends Brought {
        @Override
        public Optional<DataSource> ownDatabase() {
            return Optional.of(PostgresServer.shared().administrator(brought.name()));
        }
    }

    static final class Unreachable extends Brought {
        @Override
        public Optional<DataSource> ownDatabase() {
            PGSimpleDataSource nowhere = new PGSimpleDataSource();
            nowhere.setUrl("jdbc:postgresql://localhost:1/nothing");
            return Optional.of(nowhere);
        }
    }

    static final class Ordinary extends Brought {
        @Override
        public Optional<DataSource> ownDatabase() {
            return Optional.of(brought.application());
        }
    }

    @KeelsonTest(Superuser.class)
    static class AsSuperuser {
        @Test
        void test() {}
    }

    @KeelsonTest(Unreachable.class)
    static class OfUnreachable {
        @Test
        void test() {}
    }

    @KeelsonTest(value = Ordinary.class, reset = Reset.EACH_METHOD)
    static class OrdinaryReset {
        @Test
        void test() {}
    }

    @KeelsonTest(Ordinary.class)
    static class OfOrdinary {

        @Test
        void stores(UnitOfWorkFactory units, WorkContext context, DataSource pool, TestClock clock) {
            units.run(context, work -> work.add(new Badge(1, "ada")));
        }

        @Test
        void leaves_a_unit_of_work(UnitOfWorkFactory units, WorkContext context) {
            units.begin(context);
        }

        @Test
        @ExpectRoundTrips(1)
        void counts() {}

        @Test
        void asks_for_a_meter(WireCounter wire) {}

        @Test
        void asks_for_the_database(TestDatabase database) {}
    }

    @Test
    void a_database_of_the_teams_own() {
        assertThat(Played.of(AsSuperuser.class).failure())
                .contains("Cannot test as role postgres, by which the own database of"
                        + " dev.keelson.tried.BadInputTest$Superuser is reached: it is a superuser or bypasses"
                        + " row-level security");
        assertThat(Played.of(OfUnreachable.class).failure())
                .contains("Cannot reach the own database of dev.keelson.tried.BadInputTest$Unreachable: ")
                .contains("Start it before the tests");
        assertThat(Played.of(OrdinaryReset.class).failure())
                .contains("could not be reset: reset = EACH_METHOD makes a database for each test, and this one is"
                        + " brought");
        Played played = Played.of(OfOrdinary.class);
        assertThat(played.passed()).containsExactly("stores");
        assertThat(played.failure("leaves_a_unit_of_work")).contains("was not closed");
        assertThat(played.failure("counts")).contains("@ExpectRoundTrips(1) is not to be had: the kit cannot stand");
        assertThat(played.failure("asks_for_a_meter")).contains("A WireCounter as a parameter of ");
        assertThat(played.failure("asks_for_the_database")).contains("the database is none of the kit's");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @KeelsonTest(map = Badge.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @interface OnBadges {}

    @OnBadges
    static class PerClass {

        private final Keelson keelson;

        PerClass(Keelson keelson) {
            this.keelson = keelson;
        }

        @Test
        void one(Keelson given) {
            assertThat(given).isSameAs(keelson);
        }

        @Test
        void another(Keelson given) {
            assertThat(given).isSameAs(keelson);
        }
    }

    @Test
    void one_instance_for_a_class_that_says_it_by_an_annotation_of_the_teams_own_is_given_the_keelson_of_the_class() {
        assertThat(Played.of(PerClass.class).passed()).containsExactlyInAnyOrder("one", "another");
    }
}
