package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.load.select.AggregateTable;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.query.Place.Reached;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of the roots of each type, made when it is first asked for and kept: as much as there are mapped types and properties
 * of theirs in columns, and some ways from these to others. Thread-safe.
 */
@Internal
public final class Questions {

    /** So many ways from one row to others are kept; a program has as many as it has queries. */
    private static final int WAYS = 2_000;

    private final AtomicInteger room = new AtomicInteger(WAYS);
    private final Map<Visibility, Map<Class<?>, Place>> places = new EnumMap<>(Visibility.class);
    private final Map<Visibility, Scene> scenes = new EnumMap<>(Visibility.class);
    private final Map<Class<?>, Table<Record>> tables = new ConcurrentHashMap<>();

    public Questions(DomainModel model, Policies policies, StatementProfile profile, Dehydrator dehydrator) {
        for (Visibility visibility : Visibility.values()) {
            places.put(visibility, new ConcurrentHashMap<>());
            scenes.put(
                    visibility,
                    new Scene(
                            new ScopedTables(policies, visibility), profile, dehydrator, model::find, model::rootsIn));
        }
    }

    /** What may be asked of roots, for one query. */
    public Fields of(Roots roots, Visibility visibility) {
        return new Fields(place(roots, visibility), new Scene.Aliases());
    }

    /** What may be selected of roots, for one projection. */
    public SelectedPaths selected(Roots roots, Visibility visibility) {
        return new SelectedPaths(roots, place(roots, visibility));
    }

    /**
     * What may be asked of the rows of a part whose table the statement names as it is called.
     *
     * @param element what such a row holds
     * @param key where the key of a map's entry lies in it, or null
     * @param label what messages call it
     */
    public Fields ofParts(
            AggregateModel model, TableModel table, ColumnContent element, @Nullable ColumnContent key, String label) {
        Scene scene = Objects.requireNonNull(scenes.get(Visibility.VISIBLE), "each is there");
        return new Fields(scene.parts(model, table, element, key, label), new Scene.Aliases());
    }

    /** The table of roots, as conditions of jOOQ's name it. */
    public Table<Record> table(Roots roots) {
        Table<Record> known = tables.get(roots.type());
        return known != null ? known : tables.computeIfAbsent(roots.type(), made -> AggregateTable.of(roots));
    }

    private Place place(Roots roots, Visibility visibility) {
        Map<Class<?>, Place> kept = Objects.requireNonNull(places.get(visibility), "each is there");
        Place known = kept.get(roots.type());
        return known != null ? known : kept.computeIfAbsent(roots.type(), made -> make(roots, visibility));
    }

    private Place make(Roots roots, Visibility visibility) {
        Scene scene = Objects.requireNonNull(scenes.get(visibility), "each is there");
        return new Kept(scene.roots(roots));
    }

    /** What a path leads to where so many names are taken before. */
    private record Way(String path, int taken) {}

    /**
     * What it leads to.
     *
     * @param taken how many names are taken then
     */
    private record Led(List<Reached> to, int taken) {}

    /**
     * The same place, whose properties are found once, and so is what its paths lead to as long as there is room. What lies inside of JSON is
     * found anew: of its paths there is no end.
     */
    private final class Kept implements Place {

        private final Place place;
        private final Map<String, Compared> properties = new ConcurrentHashMap<>();
        private final Map<Way, Led> ways = new ConcurrentHashMap<>();

        private volatile @Nullable Compared value;
        private volatile @Nullable Compared key;

        private Kept(Place place) {
            this.place = place;
        }

        @Override
        public Compared property(String path) {
            Compared known = properties.get(path);
            if (known != null) {
                return known;
            }
            Compared found = place.property(path);
            if (found instanceof Comparison) {
                properties.put(path, found);
            }
            return found;
        }

        @Override
        public Located located(String path) {
            return place.located(path);
        }

        @Override
        public Field<Object> presence() {
            return place.presence();
        }

        @Override
        public Compared value() {
            Compared known = value;
            if (known == null) {
                known = place.value();
                value = known;
            }
            return known;
        }

        @Override
        public Compared key() {
            Compared known = key;
            if (known == null) {
                known = place.key();
                key = known;
            }
            return known;
        }

        @Override
        public List<Reached> reach(String path, Scene.Aliases aliases) {
            Way way = new Way(path, aliases.taken());
            Led known = ways.get(way);
            if (known != null) {
                aliases.take(known.taken());
                return known.to();
            }
            List<Reached> reached = place.reach(path, aliases);
            if (room.get() <= 0 || ways.putIfAbsent(way, led(reached, aliases)) != null) {
                return reached;
            }
            room.decrementAndGet();
            return Objects.requireNonNull(ways.get(way), path).to();
        }

        private Led led(List<Reached> reached, Scene.Aliases aliases) {
            return new Led(
                    reached.stream()
                            .map(one -> new Reached(one.from(), one.counted(), one.condition(), new Kept(one.place())))
                            .toList(),
                    aliases.taken());
        }
    }
}
