package dev.keelson.work.shapes;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
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

    private final boolean shared;
    private @Nullable House house;

    /** One that all test classes share. */
    Stage() {
        this(true);
    }

    private Stage(boolean shared) {
        this.shared = shared;
    }

    /** One of a test class's own, whose tables are empty at first. */
    static Stage own() {
        return new Stage(false);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        house = (shared ? context.getRoot() : context)
                .getStore(Namespace.create(Stage.class, shared ? "shared" : this))
                .getOrComputeIfAbsent(House.class, unused -> new House(), House.class);
        house.rooms.forEach(Room::refresh);
    }

    /** The shape on its database. */
    <A, I> Staged<A, I> of(Shape<A, I> shape) {
        return of(shape, Backend.POSTGRES);
    }

    /** The shape on a database of this kind. */
    <A, I> Staged<A, I> of(Shape<A, I> shape, Backend backend) {
        if (house == null) {
            throw new IllegalStateException("the stage is not set yet");
        }
        return house.of(shape, backend);
    }

    /** What all stages stand in, closed after the last test: databases of a few shapes each, since each is read at start. */
    private static final class House implements AutoCloseable {

        private static final int SHAPES_OF_A_ROOM = 12;

        private final WireCounter wire = WireCounter.start();
        private final Map<String, Staged<?, ?>> staged = new LinkedHashMap<>();
        private final List<Room> rooms = new ArrayList<>();
        private final Map<Backend, Room> last = new EnumMap<>(Backend.class);

        @SuppressWarnings("unchecked") // what lies under a shape's name was staged from a shape of just these types
        <A, I> Staged<A, I> of(Shape<A, I> shape, Backend backend) {
            String name = shape.name() + " on " + backend;
            Staged<A, I> known = (Staged<A, I>) staged.get(name);
            if (known == null) {
                known = room(backend).stage(shape, wire);
                staged.put(name, known);
            }
            return known;
        }

        private Room room(Backend backend) {
            Room room = last.get(backend);
            if (room == null || room.shapes == SHAPES_OF_A_ROOM) {
                room = new Room(backend, wire);
                rooms.add(room);
                last.put(backend, room);
            }
            return room;
        }

        @Override
        public void close() {
            rooms.forEach(room -> room.database.close());
            wire.close();
        }
    }

    /** One database. */
    private static final class Room {

        private final Backend backend;
        private final Backend.Opened database;
        private final Set<String> executed = new HashSet<>();
        private int shapes;

        Room(Backend backend, WireCounter wire) {
            this.backend = backend;
            this.database = backend.open(wire);
        }

        <A, I> Staged<A, I> stage(Shape<A, I> shape, WireCounter wire) {
            shapes++;
            KeelsonBuilder builder = Keelson.builder();
            shape.mapping().accept(builder);
            execute(shape.before());
            execute(backend.schema(builder).statements());
            Keelson keelson = backend.on(builder, database.dataSource()).build();
            return new Staged<>(shape, keelson, database.dataSource(), database.owner(), wire);
        }

        /**
         * Leaves connections behind that have seen more statements than they keep: of one that is dropped the driver tells the
         * server in a message of its own, ahead of the next request.
         */
        void refresh() {
            if (database.dataSource() instanceof HikariDataSource pool) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
        }

        /** Runs what was not run before: shapes share the log of commits, and some a table beside. */
        private void execute(List<String> statements) {
            database.execute(statements.stream().filter(executed::add).toArray(String[]::new));
        }
    }
}
