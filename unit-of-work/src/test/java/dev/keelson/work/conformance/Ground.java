package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shapes.Backend;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What one class of behaviours stands on in one variant: a database of its own and a Keelson on it. */
final class Ground implements AutoCloseable {

    private final Variant variant;
    private final Backend.Opened database;
    private final List<String> tables;
    private final @Nullable Seen seen;
    private final Traffic traffic;
    private final Keelson keelson;

    private Ground(
            Variant variant, BiConsumer<Variant, KeelsonBuilder> mappings, Backend.Opened database, WireCounter wire) {
        this.variant = variant;
        this.database = database;
        this.tables = database.tables();
        this.seen = variant.hasPolicies() ? Seen.of(database) : null;
        this.traffic = new Traffic(variant, wire, seen == null ? null : new Told(seen));
        this.keelson = variant.backend()
                .on(mapped(variant, mappings), traffic.through(database.dataSource()))
                .build();
    }

    /**
     * With the tables that the mappings ask for.
     *
     * @param more what the database has besides, such as constraints
     */
    static Ground of(Variant variant, BiConsumer<Variant, KeelsonBuilder> mappings, String... more) {
        WireCounter wire = WireCounter.start();
        Backend.Opened database = variant.backend().open(wire);
        database.execute(
                variant.backend().schema(mapped(variant, mappings)).statements().toArray(String[]::new));
        database.execute(more);
        return new Ground(variant, mappings, database, wire);
    }

    static KeelsonBuilder mapped(Variant variant, BiConsumer<Variant, KeelsonBuilder> mappings) {
        KeelsonBuilder keelson = Keelson.builder();
        mappings.accept(variant, keelson);
        return variant.policies(keelson);
    }

    Variant variant() {
        return variant;
    }

    /** The application's connections, of which nothing is counted but on the wire. */
    DataSource dataSource() {
        return database.dataSource();
    }

    /** What is sent by the Keelson here. */
    Traffic traffic() {
        return traffic;
    }

    /** The number that an identifier of a test is made of, so that what is compared can be read. */
    static UUID id(int number) {
        return new UUID(0, number);
    }

    /** A fresh unit of work, with the traffic's counts at zero. */
    SqlUnitOfWork begin() {
        if (seen != null) {
            seen.share();
        }
        SqlUnitOfWork work = keelson.begin(variant.context());
        traffic.reset();
        return work;
    }

    /** Commits new aggregates, all in one unit of work. */
    void save(Object... aggregates) {
        commit(work -> List.of(aggregates).forEach(work::add));
        if (seen != null) {
            seen.saved();
        }
    }

    /** The aggregate as a fresh unit of work reads it. */
    <A> A load(Class<A> type, Object id) {
        try (SqlUnitOfWork work = begin()) {
            return work.get(type, id);
        }
    }

    /** Begins, does this, commits. */
    Committed commit(Consumer<SqlUnitOfWork> change) {
        try (SqlUnitOfWork work = begin()) {
            change.accept(work);
            return commit(work);
        }
    }

    Committed commit(SqlUnitOfWork work) {
        List<String> planned = writes(work.plan());
        traffic.reset();
        CommitReceipt receipt = work.commit();
        traffic.assertRows(planned);
        return new Committed(planned, traffic.written(), receipt);
    }

    /** What is thrown by a commit after this change; whatever was changed is dropped. */
    Throwable refused(Consumer<SqlUnitOfWork> change) {
        try (SqlUnitOfWork work = begin()) {
            change.accept(work);
            return refused(work);
        }
    }

    /** What is thrown by a commit; whatever was changed is dropped. */
    Throwable refused(SqlUnitOfWork work) {
        traffic.reset();
        Throwable refusal = catchThrowable(work::commit);
        assertThat(refusal).as("the commit is refused").isNotNull();
        work.discard();
        return refusal;
    }

    /** Operations as this variant has them, of those of aggregates with a version. */
    List<String> expected(String... operations) {
        return variant.expected(operations);
    }

    /** The operations of a plan, as "UPDATE crates 1 (label, version)", without the guards. */
    List<String> writes(CommitPlan plan) {
        return plan.operations().stream()
                .filter(operation -> operation.kind() != Kind.GUARD)
                .map(this::operation)
                .toList();
    }

    private String operation(RowOperation operation) {
        String key = operation.key().values().stream().map(Ground::shortened).collect(Collectors.joining(" ", " ", ""));
        String told = traffic.told(
                operation.kind().name(), operation.table(), operation.columns().keySet());
        int columns = told.indexOf(" (");
        return columns < 0 ? told + key : told.substring(0, columns) + key + told.substring(columns);
    }

    private static String shortened(@Nullable Object value) {
        return value instanceof UUID uuid && uuid.getMostSignificantBits() == 0
                ? Long.toString(uuid.getLeastSignificantBits())
                : String.valueOf(value);
    }

    /** Statements of somebody else, on the rows that {@link #rows} shows. */
    void execute(String... statements) {
        if (seen == null) {
            database.execute(statements);
        } else {
            seen.execute(statements);
        }
    }

    /** Inserts two rows that refer to each other. */
    void insertBoth(String one, String other) {
        if (seen == null) {
            database.insertBoth(one, other);
        } else {
            seen.execute("with one as (" + one + ") " + other);
        }
    }

    /** Takes all rows out of all tables; those of another tenant stay, and must be as they were. */
    void empty() {
        if (seen == null) {
            database.empty(tables);
        } else {
            seen.empty();
        }
    }

    /**
     * The rows of a query by plain JDBC, each as "1 apples null"; identifiers of tests by their number. Under policies they are
     * those of the own tenant that are not hidden.
     */
    List<String> rows(String sql) {
        return (seen == null ? database.query(sql) : seen.query(sql))
                .stream()
                        .map(row -> row.stream().map(Ground::shortened).collect(Collectors.joining(" ")))
                        .toList();
    }

    /** That the root has this version, where this variant has versions. */
    void assertVersion(String table, int id, long expected) {
        if (variant.isVersioned()) {
            assertThat(rows("select version from " + table + " where id = '" + id(id) + "'"))
                    .as("version of %s %s", table, id)
                    .containsExactly(Long.toString(expected));
        }
    }

    /** That a fresh unit of work reads what this object holds. */
    void assertStored(Object expected, Object id) {
        assertThat((Object) load(expected.getClass(), id))
                .usingRecursiveComparison()
                .ignoringCollectionOrderInFields("tags") // the one set of objects in these models
                .isEqualTo(expected);
    }

    @Override
    public void close() {
        keelson.close();
        if (seen != null) {
            seen.close();
        }
        database.close();
        traffic.close();
    }
}
