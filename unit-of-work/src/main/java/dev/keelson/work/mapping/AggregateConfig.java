package dev.keelson.work.mapping;

import dev.keelson.work.scan.MethodReferences;
import org.jspecify.annotations.Nullable;

/**
 * Corrections for one aggregate. Used by one thread, at {@code build()}.
 *
 * @param <A> the aggregate root's class
 */
public final class AggregateConfig<A> extends ObjectConfig<AggregateConfig<A>> {

    private static final int BLOCK = 50;

    private @Nullable String identifier;
    private @Nullable String versionColumn = "version";
    private @Nullable String version;
    private boolean databaseIds;
    private @Nullable String sequence;
    private int block = BLOCK;
    private @Nullable String events;

    AggregateConfig() {}

    @Override
    AggregateConfig<A> self() {
        return this;
    }

    /**
     * The property that identifies the aggregate, by its path; by convention {@code id}, else the one of type {@code
     * <Root>Id}.
     */
    public AggregateConfig<A> id(String path) {
        this.identifier = path;
        return this;
    }

    /** The property that identifies the aggregate, by its accessor. */
    public <T> AggregateConfig<A> id(PropertyGetter<T, ?> property) {
        return id(MethodReferences.property(property).name());
    }

    /**
     * The database makes the identifiers, by the sequence that the key's column owns; {@code nextId} draws them before an
     * aggregate is constructed.
     */
    public AggregateConfig<A> databaseIds() {
        this.databaseIds = true;
        return this;
    }

    /** The database makes the identifiers, by this sequence. */
    public AggregateConfig<A> databaseIds(String sequenceName) {
        this.sequence = sequenceName;
        return databaseIds();
    }

    /**
     * How many identifiers are drawn at once; 50 unless said otherwise.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public AggregateConfig<A> idBlock(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("Cannot draw identifiers in blocks of " + size + "; give 1 or more.");
        }
        this.block = size;
        return this;
    }

    /** The column of the root version; by convention {@code version}. It is kept beside the aggregate. */
    public AggregateConfig<A> versionColumn(String name) {
        this.versionColumn = name;
        return this;
    }

    /**
     * The root version is a property of the domain, by its path: a short, int or long. It shows the version as loaded, and is
     * set after a commit; what the domain writes into it counts for nothing.
     */
    public AggregateConfig<A> version(String path) {
        this.version = path;
        return this;
    }

    /** The root version is a property of the domain, by its accessor. */
    public <T> AggregateConfig<A> version(PropertyGetter<T, ?> property) {
        return version(MethodReferences.property(property).name());
    }

    /** No version: the last writer wins, and only the root's existence is checked. */
    public AggregateConfig<A> unversioned() {
        this.versionColumn = null;
        return this;
    }

    /** The collection in which the aggregate records its domain events. It is not stored. */
    public AggregateConfig<A> events(String property) {
        this.events = property;
        return this;
    }

    @Override
    boolean ignores(String path) {
        return path.equals(events) || super.ignores(path);
    }

    @Nullable
    String identifier() {
        return identifier;
    }

    boolean hasDatabaseIds() {
        return databaseIds;
    }

    @Nullable
    String sequence() {
        return sequence;
    }

    int block() {
        return block;
    }

    @Nullable
    String versionColumn() {
        return versionColumn;
    }

    @Nullable
    String version() {
        return version;
    }

    @Nullable
    String events() {
        return events;
    }
}
