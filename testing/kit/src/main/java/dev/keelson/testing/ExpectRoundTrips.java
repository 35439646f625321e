package dev.keelson.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test of a {@link KeelsonTest} that takes another number of round trips: how often the database was asked and its answer awaited.
 * Counted is what passes over the wire from the first line of the test method to its last, by Keelson and by the {@code DataSource} of
 * the test alike. What methods before and after the test send is not counted, nor what the checks send, nor the opening of connections. A
 * part of a test is counted by {@code wire.during(...)}. On a class it
 * is said of each of its tests that says nothing else.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@ExtendWith(KeelsonExtension.class)
public @interface ExpectRoundTrips {

    /** Exactly how many. */
    int value();
}
