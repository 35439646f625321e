package dev.keelson.work.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows share no array with the objects that they are made of or that are made of them: what one changes in place the other does not see. */
class OwnArraysTest {

    /** A value of the domain's that is an array inside. */
    record Photo(byte[] pixels) {}

    /** One in two columns. */
    record Clip(byte[] film, String title) {}

    /** One in one column, an array of arrays of bytes. */
    record Strip(List<byte[]> frames) {}

    static final class Clips implements ValueConverter<Clip> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of("film", ColumnType.bytea()), ColumnSpec.of("title", ColumnType.text()));
        }

        @Override
        public void write(Clip clip, ColumnWriter columns) {
            columns.set(0, clip.film());
            columns.set(1, clip.title());
        }

        @Override
        public Clip read(ColumnReader columns) {
            return new Clip(columns.required(0, byte[].class), columns.required(1, String.class));
        }
    }

    /** What can be changed in place. */
    static final class Album {
        UUID id = UUID.randomUUID();
        byte[] bytes = {1, 2, 3};
        Photo photo = new Photo(new byte[] {1, 2, 3});
        Photo secret = new Photo(new byte[] {1, 2, 3});
        byte[] key = {1, 2, 3};
        Clip clip = new Clip(new byte[] {1, 2, 3}, "clip");
        Strip strip = new Strip(new ArrayList<>(List.of(new byte[] {1, 2, 3})));
        List<byte[]> pages = new ArrayList<>(List.of(new byte[] {1, 2, 3}));
        byte[][] pairs = {{1, 2, 3}};
        int[] numbers = {1, 2, 3};
        java.util.Date day = new java.util.Date(1);
    }

    /** One way to lie in a column. */
    enum Kept {
        BYTES {
            @Override
            void change(Album album, byte to) {
                album.bytes[1] = to;
            }
        },
        OWN_VALUE {
            @Override
            void change(Album album, byte to) {
                album.photo.pixels()[1] = to;
            }
        },
        ENCRYPTED_VALUE {
            @Override
            void change(Album album, byte to) {
                album.secret.pixels()[1] = to;
            }
        },
        ENCRYPTED_BYTES {
            @Override
            void change(Album album, byte to) {
                album.key[1] = to;
            }
        },
        SEVERAL_COLUMNS {
            @Override
            void change(Album album, byte to) {
                album.clip.film()[1] = to;
            }
        },
        OWN_VALUE_OF_AN_ARRAY {
            @Override
            void change(Album album, byte to) {
                album.strip.frames().get(0)[1] = to;
            }
        },
        LIST_OF_BYTES {
            @Override
            void change(Album album, byte to) {
                album.pages.get(0)[1] = to;
            }
        },
        ARRAY_OF_BYTES {
            @Override
            void change(Album album, byte to) {
                album.pairs[0][1] = to;
            }
        },
        ARRAY_OF_NUMBERS {
            @Override
            void change(Album album, byte to) {
                album.numbers[1] = to;
            }
        },
        DATE {
            @Override
            void change(Album album, byte to) {
                album.day.setTime(to);
            }
        };

        abstract void change(Album album, byte to);
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .converter(Clip.class, new Clips())
                .converter(
                        Photo.class,
                        ScalarConverter.of(
                                Photo.class, ColumnType.bytea(), Photo::pixels, column -> new Photo((byte[]) column)))
                .converter(
                        Strip.class,
                        ScalarConverter.of(
                                Strip.class,
                                ColumnType.array(ColumnType.bytea()),
                                Strip::frames,
                                column -> new Strip(bytes(column))))
                .map(
                        Album.class,
                        album -> album.property("secret", secret -> secret.encrypted(Ciphers.any()))
                                .property("key", key -> key.encrypted(Ciphers.any())));
    }

    @SuppressWarnings("unchecked") // what the column holds
    private static List<byte[]> bytes(Object column) {
        return (List<byte[]>) column;
    }

    private final Store store = Store.of(OwnArraysTest::mapped);

    @AfterEach
    void drops_the_database() {
        store.close();
    }

    private static String text(Album album) {
        return Arrays.toString(album.bytes)
                + Arrays.toString(album.photo.pixels())
                + Arrays.toString(album.secret.pixels())
                + Arrays.toString(album.key)
                + Arrays.toString(album.clip.film())
                + Arrays.toString(album.strip.frames().get(0))
                + Arrays.toString(album.pages.get(0))
                + Arrays.deepToString(album.pairs)
                + Arrays.toString(album.numbers)
                + album.day.getTime();
    }

    private String stored(Album album) {
        return store.keelson().read(Store.CONTEXT, read -> text(read.get(Album.class, album.id)));
    }

    @ParameterizedTest
    @EnumSource
    void what_an_object_changes_in_place_is_a_change_of_its_rows(Kept kept) {
        Album added = new Album();
        Album expected = new Album();
        try (SqlUnitOfWork work = store.begin()) {
            work.add(added);
            work.commit();
            kept.change(added, (byte) 7); // the rows of the commit are the snapshot now
            kept.change(expected, (byte) 7);
            work.commit();
            assertThat(stored(added)).isEqualTo(text(expected));
        }
        try (SqlUnitOfWork work = store.begin()) {
            Album loaded = work.get(Album.class, added.id);
            kept.change(loaded, (byte) 8);
            kept.change(expected, (byte) 8);
            work.commit();
            assertThat(stored(added)).isEqualTo(text(expected));
            kept.change(loaded, (byte) 9);
            kept.change(expected, (byte) 9);
            work.commit();
        }
        assertThat(stored(added)).isEqualTo(text(expected));
    }

    @Test
    void nothing_is_written_where_nothing_changed() {
        Album album = new Album();
        store.save(album);

        try (SqlUnitOfWork work = store.begin()) {
            work.get(Album.class, album.id);
            assertThat(work.plan().operations()).isEmpty();
        }
    }
}
