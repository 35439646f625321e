package dev.keelson.work;

import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.value.ColumnType;
import dev.keelson.value.JooqConverters;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.mapping.build.ModelBuilder;
import dev.keelson.work.mapping.build.ModelBuilder.Built;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.schema.Acceptances;
import dev.keelson.work.schema.PolicyCollisions;
import dev.keelson.work.schema.Schema;
import dev.keelson.work.sql.ClassesAhead;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.Converter;
import org.jspecify.annotations.Nullable;

/**
 * The wiring of an application. What is on or off for the whole application is a switch that takes a boolean ({@code
 * portable(true)}) and says what holds unless it is said; of what is said twice the last one holds. What a mapping says of
 * one property are statements without one ({@code .optional()}), but where it overrides a switch of here ({@code
 * .strictTime(false)}). Used by one thread, once.
 */
public final class KeelsonBuilder extends Tuning {

    private final ModelBuilder mappings = new ModelBuilder();
    private final List<Policy> policies = new ArrayList<>();
    private final Map<Class<?>, Function<SqlUnitOfWork, ?>> repositories = new LinkedHashMap<>();
    private final List<CommitListener> listeners = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private final Acceptances acceptances = new Acceptances();
    private @Nullable DataSource dataSource;
    private boolean validates = true;
    private boolean keepsLog = true;
    private boolean portable;
    private RowLimit maxAggregateRows = RowLimit.STANDARD;
    private int maxReferenceLevels = ModelBuilder.REFERENCE_LEVELS;

    KeelsonBuilder() {}

    @Override
    KeelsonBuilder self() {
        return this;
    }

    /**
     * The pool that connections are borrowed from, each for a statement or a transaction of Keelson's own: with autocommit
     * on, so no transaction-aware proxy. It stays the caller's to close.
     */
    public KeelsonBuilder dataSource(DataSource pool) {
        this.dataSource = pool;
        return this;
    }

    /** Maps an aggregate by convention alone. */
    public <A> KeelsonBuilder map(Class<A> type) {
        return map(type, AggregateMapping.byConvention());
    }

    /** Maps an aggregate with corrections. */
    public <A> KeelsonBuilder map(Class<A> type, AggregateMapping<A> mapping) {
        mappings.add(type, mapping);
        return this;
    }

    /** Maps the aggregate that a mapping class declares. */
    public <A> KeelsonBuilder map(AggregateMapping<A> mapping) {
        return map(mapping.type(), mapping);
    }

    /**
     * Stores all values of a class by this converter, in every aggregate; a correction of one property goes first.
     *
     * @throws IllegalArgumentException if there is a rule for the class already
     */
    public <V> KeelsonBuilder converter(Class<V> type, ValueConverter<V> converter) {
        mappings.rules().converter(type, converter);
        return this;
    }

    /**
     * Lays all values of a generic class as what they wrap: {@code wrapper(Link.class, "ID", Link::id, Link::to)} stores a
     * {@code Link<Customer, CustomerId>} as its {@code CustomerId}, and has it refer to the customer.
     *
     * @param generic the class of the wrappers
     * @param typeParameter the type parameter that names the wrapped value
     * @param unwrap gives the wrapped value, never null
     * @param wrap makes a wrapper of the wrapped value, never null
     * @throws IllegalArgumentException if the class has no such type parameter, or a rule already
     */
    public <W> KeelsonBuilder wrapper(
            Class<W> generic, String typeParameter, Function<? super W, ?> unwrap, Function<?, ? extends W> wrap) {
        mappings.rules().wrapper(generic, typeParameter, unwrap, wrap);
        return this;
    }

    /**
     * Stores all values of a class by a converter of jOOQ's, in one column.
     *
     * @param column the type of the column
     * @throws IllegalArgumentException if there is a rule for the class already
     */
    public <T, V> KeelsonBuilder converter(Class<V> type, Converter<T, V> converter, ColumnType column) {
        return converter(type, JooqConverters.of(converter, column));
    }

    /**
     * Whether every time that its column cannot hold exactly is refused, here for all or in the mapping of one property. Unless
     * said, the fraction of a second is cut to the column's precision, towards the past.
     */
    public KeelsonBuilder strictTime(boolean refused) {
        mappings.strictTime(refused);
        return this;
    }

    /** Leaves out the fields that these classes declare, such as base classes of a library: neither stored nor set. */
    public KeelsonBuilder ignoreFieldsOf(Class<?>... types) {
        mappings.ignoreFieldsOf(types);
        return this;
    }

    /**
     * Whether references between aggregates get foreign keys in generated DDL; they do unless said otherwise, here for all or
     * in the mapping of one.
     */
    public KeelsonBuilder foreignKeys(boolean generated) {
        mappings.foreignKeys(generated);
        return this;
    }

    /**
     * How many levels of aggregates that are held as objects a load follows, each by a statement of its own; 3 unless said
     * otherwise. What leads further is an error.
     *
     * @throws IllegalArgumentException if negative
     */
    public KeelsonBuilder maxReferenceLevels(int levels) {
        if (levels < 0) {
            throw new IllegalArgumentException("Cannot follow " + levels + " levels of references; give 0 or more.");
        }
        maxReferenceLevels = levels;
        mappings.maxReferenceLevels(levels);
        return this;
    }

    /**
     * How many rows one aggregate may have, those of its root and all its parts and elements together; 100,000 unless said
     * otherwise. One of more is refused at commit, and at load where others wrote it.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public KeelsonBuilder maxAggregateRows(int rows) {
        maxAggregateRows = new RowLimit(rows);
        return this;
    }

    /** Says how a repository of the domain is made for a unit of work. */
    public <R> KeelsonBuilder repository(Class<R> type, Function<SqlUnitOfWork, ? extends R> maker) {
        repositories.put(type, maker);
        return this;
    }

    /** Adds a listener to all commits; they are called in the order they are added. */
    public KeelsonBuilder listener(CommitListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Adds a policy; they apply by their {@link Policy#order}, those of one order as they are added.
     *
     * @throws IllegalArgumentException if it was added before
     */
    public KeelsonBuilder policy(Policy policy) {
        if (policies.contains(policy)) {
            throw new IllegalArgumentException(
                    "Cannot add policy " + policy.name() + ": it was added before. Add each policy once.");
        }
        policies.add(policy);
        return this;
    }

    /**
     * Whether the mapping is compared with the live schema at {@link #build()}; it is unless said otherwise. That a constraint
     * keeps the identifiers of roots apart, and commands, is proved in any case, and so are the columns by which policies keep
     * rows apart, as those of tenants.
     */
    public KeelsonBuilder validate(boolean atBuild) {
        this.validates = atBuild;
        return this;
    }

    /**
     * Says that the warnings of {@link #build()} about a table do no harm, and why: they are no longer logged, and stand in
     * {@link Schema#accepted()} rather than in {@link Schema#report()}. A table without a warning is a fault of {@link #build()}.
     *
     * @param table by the name that the mapping gives it
     * @param why never blank
     */
    public KeelsonBuilder accept(String table, String why) {
        acceptances.add(table, why);
        return this;
    }

    /**
     * Whether every statement is a plain one that writes one row, sent in JDBC's batches, also where a commit could be one message
     * in PostgreSQL's own SQL: for what stands between here and the server and reads statements, as a router of shards does.
     * It is not unless said, and is so in any case where the connections are not pgjdbc's own, or the database is H2.
     */
    public KeelsonBuilder portable(boolean plain) {
        this.portable = plain;
        return this;
    }

    /**
     * Whether each commit stores its command token in {@code keelson_commits}, by which a lost answer is resolved; it does
     * unless said otherwise.
     */
    public KeelsonBuilder commitLog(boolean kept) {
        this.keepsLog = kept;
        return this;
    }

    /** Has this closed together with the {@link Keelson}. */
    public KeelsonBuilder owning(AutoCloseable resource) {
        owned.add(resource);
        return this;
    }

    /**
     * The tables that these mappings and policies need in PostgreSQL, told without a database.
     *
     * @throws MappingException with all faults of the mapping and of the policies
     */
    public Schema schema() {
        return schema(StatementProfile.POSTGRES);
    }

    /**
     * The tables that these mappings and policies need in the database of a profile, told without it.
     *
     * @throws MappingException with all faults of the mapping and of the policies, or if a policy asks for what that database does not
     *     have
     */
    public Schema schema(StatementProfile profile) {
        Built built = mappings.build(LiveColumns.NONE);
        Policies chain = new Policies(policies, built.model().aggregates());
        BuildProof.refuse(BuildProof.faults(built, chain, keepsLog));
        BuildProof.refuse(PolicyCollisions.faults(built.model(), chain, keepsLog, profile));
        return new Schema(built.model(), chain, keepsLog, profile);
    }

    /**
     * Builds and validates. Each warning about the live schema that nobody accepted is logged.
     *
     * @throws MappingException with all faults of the mapping, of the policies and of the live schema
     * @throws dev.keelson.kernel.error.DatabaseException if the database cannot be reached
     * @throws dev.keelson.kernel.error.ForeignTransactionException if the data source's connections have autocommit off
     */
    public Keelson build() {
        if (dataSource == null) {
            throw new IllegalStateException("Cannot build Keelson without a data source; give one: .dataSource(pool).");
        }
        ClassesAhead.load();
        return wiring().build(mappings, dataSource);
    }

    private Wiring wiring() {
        return new Wiring(
                List.copyOf(policies),
                acceptances,
                validates,
                keepsLog,
                portable,
                maxAggregateRows,
                maxReferenceLevels,
                numbers(),
                timeouts(),
                timeoutWay(),
                watch(),
                invalidations(),
                listeners,
                new Repositories(repositories),
                owned);
    }
}
