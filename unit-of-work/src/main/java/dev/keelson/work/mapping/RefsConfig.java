package dev.keelson.work.mapping;

import dev.keelson.work.scan.MethodReferences;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link dev.keelson.kernel.Refs} finds the other aggregates. Needed only where more than one way leads there. Used
 * by one thread, at {@code build()}.
 */
public final class RefsConfig {

    private @Nullable String inverseOf;
    private @Nullable String through;

    RefsConfig() {}

    /** The property of the other aggregate that refers to this one: a reference, or a collection of them. */
    public RefsConfig inverseOf(String property) {
        this.inverseOf = Objects.requireNonNull(property, "property");
        return this;
    }

    /** The property of the other aggregate that refers to this one, by its accessor: {@code Order::customer}. */
    public <T> RefsConfig inverseOf(PropertyGetter<T, ?> property) {
        return inverseOf(MethodReferences.property(property).name());
    }

    /** The collection of this aggregate that holds the identifiers of the others. */
    public RefsConfig through(String collection) {
        this.through = Objects.requireNonNull(collection, "collection");
        return this;
    }

    /** The collection of this aggregate that holds the identifiers of the others, by its accessor. */
    public <T> RefsConfig through(PropertyGetter<T, ?> collection) {
        return through(MethodReferences.property(collection).name());
    }

    public @Nullable String inverseOf() {
        return inverseOf;
    }

    public @Nullable String through() {
        return through;
    }
}
