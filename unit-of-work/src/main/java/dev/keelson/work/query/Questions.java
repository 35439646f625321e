package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.load.select.AggregateTable;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Record;
import org.jooq.Table;

/**
 * What may be asked of the roots of each type, made when it is first asked for and kept: as much as there are mapped types and properties
 * of theirs in columns. Thread-safe.
 */
@Internal
public final class Questions {

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
        return new Kept(scene.roots(roots), new ConcurrentHashMap<>());
    }

    /**
     * The same place, whose properties are found once. What lies inside of JSON is found anew: of its paths there is no end.
     *
     * @param properties those that were found, by their paths
     */
    private record Kept(Place place, Map<String, Compared> properties) implements Place {

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
        public Compared value() {
            return place.value();
        }

        @Override
        public Compared key() {
            return place.key();
        }

        @Override
        public List<Reached> reach(String path, Scene.Aliases aliases) {
            return place.reach(path, aliases);
        }
    }
}
