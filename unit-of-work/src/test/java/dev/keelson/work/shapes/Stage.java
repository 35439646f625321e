package dev.keelson.work.shapes;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The shapes on databases that the test classes share. The tables of a shape are made, by generated DDL, when it is first
 * asked for; so a shape that cannot be mapped fails alone.
 */
final class Stage implements BeforeAllCallback {

    private @Nullable House house;

    @Override
    public void beforeAll(ExtensionContext context) {
        house = context.getRoot()
                .getStore(Namespace.create(Stage.class))
                .getOrComputeIfAbsent(House.class, unused -> new House(), House.class);
        house.rooms.forEach(Room::refresh);
    }

    /** The shape on its database. */
    <A, I> Staged<A, I> of(Shape<A, I> shape) {
        if (house == null) {
            throw new IllegalStateException("the stage is not set yet");
        }
        return house.of(shape);
    }

    /** What all stages stand in, closed after the last test: databases of a few shapes each, since each is read at start. */
    private static final class House implements AutoCloseable {

        private static final int SHAPES_OF_A_ROOM = 12;

        private final WireCounter wire = WireCounter.start();
        private final Map<String, Staged<?, ?>> staged = new LinkedHashMap<>();
        private final List<Room> rooms = new ArrayList<>();

        @SuppressWarnings("unchecked") // what lies under a shape's name was staged from a shape of just these types
        <A, I> Staged<A, I> of(Shape<A, I> shape) {
            Staged<A, I> known = (Staged<A, I>) staged.get(shape.name());
            if (known == null) {
                known = room().stage(shape, wire);
                staged.put(shape.name(), known);
            }
            return known;
        }

        private Room room() {
            if (rooms.isEmpty() || rooms.get(rooms.size() - 1).shapes == SHAPES_OF_A_ROOM) {
                rooms.add(new Room(wire));
            }
            return rooms.get(rooms.size() - 1);
        }

        @Override
        public void close() {
            rooms.forEach(room -> room.database.close());
            wire.close();
        }
    }

    /** One database. */
    private static final class Room {

        private final TestDatabase database = TestDatabase.create();
        private final Set<String> executed = new HashSet<>();
        private final HikariDataSource metered;
        private int shapes;

        Room(WireCounter wire) {
            this.metered = database.through(wire);
        }

        <A, I> Staged<A, I> stage(Shape<A, I> shape, WireCounter wire) {
            shapes++;
            KeelsonBuilder builder = Keelson.builder();
            shape.mapping().accept(builder);
            execute(shape.before());
            execute(builder.schema().statements());
            return new Staged<>(shape, builder.dataSource(metered).build(), metered, wire);
        }

        /**
         * Leaves connections behind that have seen more statements than they keep: of one that is dropped the driver tells the
         * server in a message of its own, ahead of the next request.
         */
        void refresh() {
            metered.getHikariPoolMXBean().softEvictConnections();
        }

        /** Runs what was not run before: shapes share the log of commits, and some a table beside. */
        private void execute(List<String> statements) {
            database.execute(statements.stream().filter(executed::add).toArray(String[]::new));
        }
    }
}
