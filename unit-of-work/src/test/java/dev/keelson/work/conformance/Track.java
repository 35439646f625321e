package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An aggregate with two lists of one class of entities, one of which no two may have the same place in. */
final class Track {

    static final class Stop {
        final UUID id;
        String name;

        Stop(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        static Stop of(int number, String name) {
            return new Stop(Ground.id(number), name);
        }
    }

    final UUID id;
    List<Stop> stops = new ArrayList<>();

    @Nullable
    List<Stop> depots = new ArrayList<>();

    Track(UUID id) {
        this.id = id;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Track.class);
    }

    /** To be made where the tables are. */
    static String uniquePlace(Variant variant) {
        return variant.unique("one_stop_a_place", "track_stops", "track_id, position");
    }

    static Track of(int number, Stop... stops) {
        Track track = new Track(Ground.id(number));
        track.stops.addAll(List.of(stops));
        return track;
    }
}
