package dev.keelson.work.shapes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities within entities. */
final class GrandchildrenShapes {

    private GrandchildrenShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(fourLevels());
    }

    static final class Festival {
        private final UUID id;
        private String name;
        private final List<Day> days = new ArrayList<>();

        Festival(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Day {
        private final UUID id;
        private String weather;
        private final Map<String, Concert> concerts = new LinkedHashMap<>();

        Day(UUID id, String weather) {
            this.id = id;
            this.weather = weather;
        }
    }

    static final class Concert {
        private final UUID id;
        private @Nullable String band;
        private final Set<Song> songs = new LinkedHashSet<>();

        Concert(UUID id) {
            this.id = id;
        }
    }

    static final class Song {
        private final UUID id;
        private String title;
        private final List<String> lyrics = new ArrayList<>();

        Song(UUID id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    private static UUID under(UUID parent, UUID child) {
        return new UUID(
                parent.getMostSignificantBits() * 31 + parent.getLeastSignificantBits(),
                child.getLeastSignificantBits());
    }

    private static Day day(Chance chance, UUID id) {
        Day day = new Day(id, chance.word());
        chance.ids(under(id, id)).forEach(concert -> day.concerts.put(chance.name(), concert(chance, concert)));
        return day;
    }

    private static Concert concert(Chance chance, UUID id) {
        Concert concert = new Concert(id);
        concert.band = chance.maybe(chance::word);
        chance.ids(under(id, id)).forEach(id2 -> {
            Song song = new Song(id2, chance.word());
            song.lyrics.addAll(chance.list(chance::word));
            concert.songs.add(song);
        });
        return concert;
    }

    private static Concert concert(Festival festival) {
        return festival.days.get(1).concerts.values().iterator().next();
    }

    private static Shape<?, ?> fourLevels() {
        return Shape.of("children of children of children", Festival.class, Chance::uuid)
                .tables("festivals", "festival_days", "day_concerts", "concert_songs", "song_lyrics")
                .changing("in the root", festival -> festival.name = "Roskilde", "update festivals (name)")
                .changing(
                        "in a child",
                        festival -> festival.days.get(2).weather = "rain",
                        "update festival_days (weather)")
                .changing("in a grandchild", festival -> concert(festival).band = null, "update day_concerts (band)")
                .changing(
                        "in a child of that",
                        festival -> concert(festival).songs.iterator().next().title = "Encore",
                        "update concert_songs (title)")
                .changing(
                        "in a value of that",
                        festival ->
                                concert(festival).songs.iterator().next().lyrics.set(1, "la"),
                        "update song_lyrics (lyric)")
                .states((chance, id) -> {
                    Festival festival = new Festival(id, chance.word());
                    chance.ids(id).forEach(day -> festival.days.add(day(chance, day)));
                    return festival;
                });
    }
}
