package dev.keelson.testing;

import dev.keelson.work.KeelsonBuilder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a {@code Keelson} on a PostgreSQL database of the class's own, and looks after each test whether something
 * was left behind. Works with JUnit 5 and 6.
 *
 * <pre>{@code
 * @KeelsonTest(map = Order.class)
 * class OrderStorageTest {
 *
 *     @Test
 *     @ExpectRoundTrips(2)
 *     void a_paid_order_comes_back_paid(UnitOfWorkFactory units, WorkContext context) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Parameters of test methods, of methods before and after them, and of constructors may be: {@code Keelson}, {@code
 * UnitOfWorkFactory}, {@code WorkContext}, {@code WireCounter}, {@code DataSource}, {@code TestDatabase}, {@link TestClock}. The {@code
 * DataSource} is the pool that Keelson itself uses, whose role is an ordinary one: no superuser, owner of no table.
 *
 * <p>After each test, the test fails if a connection or a unit of work is still open, if a unit of work was closed with changes that
 * nobody committed, or if a connection was given back in a transaction, without autocommit, or with settings of its own. Tests
 * of one class run one after the other, also where JUnit runs tests in parallel; classes run side by side. A {@code @Nested} class has
 * the database of the class around it, unless it says {@code @KeelsonTest} itself.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(KeelsonExtension.class)
public @interface KeelsonTest {

    /**
     * Says what is mapped, as the application itself does, often by the same class. A {@link KeelsonStage} says more: how the tables
     * are made, for whom tests work. It has a constructor without parameters.
     */
    Class<? extends Consumer<KeelsonBuilder>> value() default Stage.NothingElse.class;

    /** What is mapped by convention, besides. */
    Class<?>[] map() default {};

    /** When the database is made anew. */
    Reset reset() default Reset.EACH_CLASS;
}
