package dev.keelson.work.shapes;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** One shape on a database, with a Keelson of its own whose statements are counted on the wire. */
record Staged<A, I>(Shape<A, I> shape, Keelson keelson, DataSource dataSource, DataSource owner, WireCounter wire) {

    static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    /**
     * An aggregate that is stored.
     *
     * @param id its identifier
     * @param others the aggregates that it refers to, and those that refer to it
     * @param state the whole state, as text
     */
    record Stored<I>(I id, List<Object> others, List<Object> joined, String state) {}

    /** Draws a state that leaves nothing out, for one purpose: another for each purpose, the same each time. */
    Chance full(String purpose) {
        return Chance.full((shape.name() + purpose).hashCode());
    }

    /** A fresh unit of work, with the wire's counts at zero. */
    SqlUnitOfWork begin() {
        SqlUnitOfWork work = keelson.begin(CONTEXT);
        wire.reset();
        return work;
    }

    /** Stores a new state, with all that it refers to. */
    Stored<I> store(Chance chance) {
        try (SqlUnitOfWork work = begin()) {
            I id = shape.ids().apply(chance, work);
            Cast cast = new Cast(shape.others().apply(chance));
            A state = shape.states().of(chance, id, cast);
            String text = shape.text(state);
            cast.joined().forEach(work::add);
            work.add(state);
            cast.all(Object.class).forEach(work::add);
            work.commit();
            return new Stored<>(id, cast.all(Object.class), List.copyOf(cast.joined()), text);
        }
    }

    /** The aggregates beside a stored one, in this unit of work. */
    Cast cast(SqlUnitOfWork work, Stored<I> stored) {
        return new Cast(
                stored.others().stream().map(other -> again(work, other)).toList());
    }

    /** The same aggregate in this unit of work. */
    static Object again(SqlUnitOfWork work, Object aggregate) {
        return work.get(aggregate.getClass(), idOf(aggregate));
    }

    /** What lies in the field 'id', which all aggregates that others refer to have. */
    private static Object idOf(Object aggregate) {
        for (Class<?> type = aggregate.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals("id")) {
                    try {
                        field.setAccessible(true);
                        return field.get(aggregate);
                    } catch (IllegalAccessException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }
            }
        }
        throw new IllegalArgumentException(aggregate.getClass() + " has no id");
    }

    /** The state that a fresh unit of work finds. */
    String load(Stored<I> stored) {
        try (SqlUnitOfWork work = begin()) {
            return shape.text(work.get(shape.type(), stored.id()));
        }
    }

    /** What the plan of a unit of work writes, as "update order_lines (quantity)", sorted. */
    static List<String> planned(SqlUnitOfWork work) {
        return work.plan().operations().stream()
                .filter(operation -> operation.kind() != RowOperation.Kind.GUARD)
                .map(Staged::told)
                .sorted()
                .toList();
    }

    private static String told(RowOperation operation) {
        String what = operation.kind().name().toLowerCase(Locale.ROOT) + " " + operation.table();
        return operation.kind() == RowOperation.Kind.UPDATE
                ? what + operation.columns().keySet().stream().sorted().collect(Collectors.joining(", ", " (", ")"))
                : what;
    }

    /** What the statements on the wire wrote, told as a plan is, each kind once. */
    List<String> written() {
        return Written.on(wire).stream().distinct().sorted().toList();
    }

    /** How many rows each table of the aggregate has, read with plain JDBC. */
    Map<String, Long> rows() {
        String counts = shape.tables().stream()
                .map(table -> "(select count(*) from \"" + table.replace(".", "\".\"") + "\")")
                .collect(Collectors.joining(", ", "select ", ""));
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(counts)) {
            row.next();
            for (int i = 0; i < shape.tables().size(); i++) {
                rows.put(shape.tables().get(i), row.getLong(i + 1));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(counts, failure);
        }
        return rows;
    }
}
