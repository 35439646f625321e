package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.shapes.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one class of behaviours stands on in one variant: a database of its own and a Keelson on it. */
final class Ground implements AutoCloseable {

    private final Variant variant;
    private final Store store;

    private Ground(Variant variant, Store store) {
        this.variant = variant;
        this.store = store;
    }

    /**
     * With the tables that the mappings ask for.
     *
     * @param more what the database has besides, such as constraints
     */
    static Ground of(Variant variant, BiConsumer<Variant, KeelsonBuilder> mappings, String... more) {
        List<String> ddl = new ArrayList<>(mapped(variant, mappings).schema().statements());
        ddl.addAll(List.of(more));
        return new Ground(variant, Store.of(() -> mapped(variant, mappings), ddl));
    }

    static KeelsonBuilder mapped(Variant variant, BiConsumer<Variant, KeelsonBuilder> mappings) {
        KeelsonBuilder keelson = Keelson.builder();
        mappings.accept(variant, keelson);
        return keelson;
    }

    Variant variant() {
        return variant;
    }

    Store store() {
        return store;
    }

    /** The number that an identifier of a test is made of, so that what is compared can be read. */
    static UUID id(int number) {
        return new UUID(0, number);
    }

    SqlUnitOfWork begin() {
        return store.begin();
    }

    void save(Object... aggregates) {
        store.save(aggregates);
    }

    /** The aggregate as a fresh unit of work reads it. */
    <A> A load(Class<A> type, Object id) {
        return store.load(type, id);
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
        store.wire().reset();
        CommitReceipt receipt = work.commit();
        return new Committed(planned, written(), receipt);
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
        store.wire().reset();
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
    static List<String> writes(CommitPlan plan) {
        return plan.operations().stream()
                .filter(operation -> operation.kind() != Kind.GUARD)
                .map(Ground::operation)
                .toList();
    }

    private static String operation(RowOperation operation) {
        String key = operation.key().values().stream().map(Ground::shortened).collect(Collectors.joining(" "));
        String columns = operation.kind() == Kind.UPDATE
                ? operation.columns().keySet().stream().sorted().collect(Collectors.joining(", ", " (", ")"))
                : "";
        return operation.kind() + " " + operation.table() + " " + key + columns;
    }

    private static String shortened(@Nullable Object value) {
        return value instanceof UUID uuid && uuid.getMostSignificantBits() == 0
                ? Long.toString(uuid.getLeastSignificantBits())
                : String.valueOf(value);
    }

    /** What was written since the last commit began, one text for each statement, as "update crates (label, version)". */
    List<String> written() {
        return Written.on(store.wire());
    }

    void execute(String... statements) {
        store.database().execute(statements);
    }

    /** The rows of a query by plain JDBC, each as "1 apples null"; identifiers of tests by their number. */
    List<String> rows(String sql) {
        return store.database().query(sql).stream()
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
        store.close();
    }
}
