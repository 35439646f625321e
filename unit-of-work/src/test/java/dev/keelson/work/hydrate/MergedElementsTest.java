package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows that the database tells apart, by keys that are proved, but that are one element in memory: the next commit would delete one
 * that nobody removed.
 */
@SuppressWarnings("NullAway.Init")
class MergedElementsTest {

    /** A word that is the same in capitals. */
    static final class Word {
        private final String text;

        Word(String text) {
            this.text = text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Word word && word.text.equalsIgnoreCase(text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    /** A song that is told by its name, though its rows are told by a number. */
    record Song(long id, String name) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Song song && song.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    static final class Album {
        private final int id;
        private final Set<Word> words = new LinkedHashSet<>();
        private final Map<Word, Integer> counts = new LinkedHashMap<>();
        private final Set<Song> songs = new LinkedHashSet<>();
        private final SortedSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        private final SortedMap<String, Integer> prices = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        Album(int id) {
            this.id = id;
        }
    }

    private static Store store;
    private static int ids;

    @BeforeAll
    static void open() {
        store = Store.of(() -> Keelson.builder().map(Album.class));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        album_words  | #, 'a'; #, 'A'         | two rows of album_words are the same element in memory, one of them that of album_id #, word
        album_counts | #, 'a', 1; #, 'A', 2   | two rows of album_counts are the same key in memory, one of them that of album_id #, key
        album_songs  | 1#, #, 'x'; 2#, #, 'x' | two rows of album_songs are the same element in memory, one of them that of id
        album_names  | #, 'a'; #, 'A'; #, 'b' | the final collection keeps 2 of the 3 elements that have rows
        album_prices | #, 'a', 1; #, 'A', 1   | the final collection keeps 1 of the 2 elements that have rows
        """)
    void a_row_that_memory_takes_for_another_is_an_error_and_stays(String table, String rows, String problem) {
        int id = ++ids;
        store.save(new Album(id));
        for (String row : rows.split(";")) {
            store.database().execute("insert into " + table + " values (" + row.replace("#", "" + id) + ")");
        }

        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> work.get(Album.class, id))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining("Cannot hydrate Album[" + id + "], property " + table.replace("album_", ""))
                    .hasMessageContaining(problem.replace("#", "" + id));
            assertThat(work.commit().isEmpty()).isTrue();
        }
        assertThat(store.database().query("select * from " + table + " where album_id = " + id))
                .hasSize(rows.split(";").length);
    }
}
