package dev.keelson.work.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Corrections for one aggregate. Used by one thread, at {@code build()}.
 *
 * @param <A> the aggregate root's class
 */
public final class AggregateConfig<A> extends ObjectConfig<AggregateConfig<A>> {

    private @Nullable String identifier;
    private @Nullable String versionColumn = "version";

    AggregateConfig() {}

    @Override
    AggregateConfig<A> self() {
        return this;
    }

    /** The property that identifies the aggregate; by convention {@code id}, else the one of type {@code <Root>Id}. */
    public AggregateConfig<A> id(String property) {
        this.identifier = property;
        return this;
    }

    /** The column of the root version; by convention {@code version}. It is kept beside the aggregate. */
    public AggregateConfig<A> versionColumn(String name) {
        this.versionColumn = name;
        return this;
    }

    /** No version: the last writer wins, and only the root's existence is checked. */
    public AggregateConfig<A> unversioned() {
        this.versionColumn = null;
        return this;
    }

    @Nullable
    String identifier() {
        return identifier;
    }

    @Nullable
    String versionColumn() {
        return versionColumn;
    }
}
