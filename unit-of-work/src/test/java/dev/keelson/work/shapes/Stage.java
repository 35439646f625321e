package dev.keelson.work.shapes;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The shapes on a database that the test classes share. The tables of a shape are made, by generated DDL, when it is first
 * asked for; so a shape that cannot be mapped fails alone.
 */
final class Stage implements BeforeAllCallback {

    private @Nullable House house;

    @Override
    public void beforeAll(ExtensionContext context) {
        house = context.getRoot()
                .getStore(Namespace.create(Stage.class))
                .getOrComputeIfAbsent(House.class, unused -> new House(), House.class);
    }

    /** The shape on this database. */
    <A, I> Staged<A, I> of(Shape<A, I> shape) {
        if (house == null) {
            throw new IllegalStateException("the stage is not set yet");
        }
        return house.of(shape);
    }

    /** What all stages stand in, closed after the last test. */
    private static final class House implements AutoCloseable {

        private final TestDatabase database = TestDatabase.create();
        private final WireCounter wire = WireCounter.start();
        private final DataSource metered = database.through(wire);
        private final Map<String, Staged<?, ?>> staged = new LinkedHashMap<>();
        private final Set<String> executed = new HashSet<>();

        @SuppressWarnings("unchecked") // what lies under a shape's name was staged from a shape of just these types
        <A, I> Staged<A, I> of(Shape<A, I> shape) {
            Staged<A, I> known = (Staged<A, I>) staged.get(shape.name());
            if (known == null) {
                known = new Staged<>(shape, open(shape), database, wire);
                staged.put(shape.name(), known);
            }
            return known;
        }

        private Keelson open(Shape<?, ?> shape) {
            KeelsonBuilder builder = Keelson.builder();
            shape.mapping().accept(builder);
            execute(shape.before());
            execute(builder.schema().statements());
            return builder.dataSource(metered).build();
        }

        /** Runs what was not run before: all shapes share the log of commits, and some a table beside. */
        private void execute(List<String> statements) {
            database.execute(statements.stream().filter(executed::add).toArray(String[]::new));
        }

        @Override
        public void close() {
            database.close();
            wire.close();
        }
    }
}
