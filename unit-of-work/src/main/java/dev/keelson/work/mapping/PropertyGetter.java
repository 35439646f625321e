package dev.keelson.work.mapping;

import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names a property by its accessor, {@code Order::total}, so that renaming the one renames the other. Always a method
 * reference: it is read for the name of the method and never called. Where the domain has no accessor, the property is
 * named by its path.
 *
 * @param <T> the class that has the property
 * @param <V> the type of the property
 */
@FunctionalInterface
public interface PropertyGetter<T, V extends @Nullable Object> extends Function<T, V>, Serializable {}
