package dev.keelson.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which property of an aggregate a component of a read model takes, where it is not called the same:
 *
 * <pre>{@code
 * record OrderRow(OrderId id, Money total, @Path("customer.name") String who, @Path("lines.size") int lines) {}
 * }</pre>
 *
 * <p>A path leads through values, through parts, and through references to other aggregates. Behind a collection stands
 * {@code size} alone. On a component that is a record of its own the path is where its components begin; the empty path is the
 * aggregate itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Path {

    /** The names of properties, with dots between them. */
    String value();
}
