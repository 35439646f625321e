package dev.keelson.work.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that others wrote and Java has no object for: told by class, property, column and id, and nothing else suffers. */
@NullMarked
@SuppressWarnings({"NullAway.Init", "JavaUtilDate"})
class UnreadableValuesTest {

    private static final String SECRET = "geheim";

    enum Mood {
        CALM,
        WILD
    }

    record Size(int width, Optional<Integer> height) {}

    record Sample(
            UUID id, @Nullable BigDecimal number, @Nullable Instant at) {}

    static final class Reading {
        private final UUID id;
        private @Nullable BigDecimal number;
        private @Nullable BigInteger big;
        private @Nullable Instant at;
        private @Nullable OffsetDateTime offset;
        private @Nullable Date date;
        private @Nullable LocalDateTime local;
        private @Nullable LocalDate day;
        private @Nullable LocalTime time;
        private int @Nullable [] ints;
        private int @Nullable [] @Nullable [] matrix;
        private Integer @Nullable [] boxes;
        private String @Nullable [] texts;
        private Instant @Nullable [] times;
        private BigDecimal @Nullable [] numbers;
        private @Nullable Mood mood;
        private @Nullable Mood ownMood;
        private @Nullable Size size;
        private @Nullable Double ratio;
        private @Nullable Character letter;
        private @Nullable Byte octet;
        private final List<Sample> samples = new ArrayList<>();
        private final List<Instant> stamps = new ArrayList<>();
        private final Map<LocalDate, Integer> byDay = new TreeMap<>();

        Reading(UUID id) {
            this.id = id;
        }
    }

    private static Store store;
    private Reading reading;
    private Reading other;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .commitLog(false)
                .map(
                        Reading.class,
                        reading -> reading.property("size", p -> p.json())
                                .property(
                                        "ownMood",
                                        p -> p.nativeEnum().type(ColumnType.enumeration("mood", List.of()))));
    }

    private static final List<String> DDL = List.of(
            "create type mood as enum ('CALM', 'WILD', 'SAD')",
            "create table readings (id uuid primary key, number numeric, big numeric, at timestamptz, \"offset\""
                    + " timestamptz, date timestamptz, local timestamp, day date, time time, ints integer[], matrix"
                    + " integer[], boxes integer[], texts text[], times timestamptz[], numbers numeric[], mood text,"
                    + " own_mood mood, size jsonb, ratio double precision, letter varchar(9), octet smallint, version"
                    + " bigint not null)",
            "create table reading_samples (id uuid primary key, reading_id uuid not null references readings, position"
                    + " integer not null, number numeric, at timestamptz)",
            "create index on reading_samples (reading_id)",
            "create table reading_stamps (reading_id uuid not null references readings, position integer not null,"
                    + " stamp timestamptz not null, primary key (reading_id, position))",
            "create table reading_by_day (reading_id uuid not null references readings, key date not null, by_day"
                    + " integer not null, primary key (reading_id, key))");

    @BeforeAll
    static void create() {
        store = Store.of(UnreadableValuesTest::mapped, DDL);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @BeforeEach
    void store() {
        store.database().execute("truncate readings cascade");
        reading = reading();
        other = reading();
        store.save(reading, other);
    }

    private static Reading reading() {
        Reading reading = new Reading(UUID.randomUUID());
        reading.number = new BigDecimal("1.5");
        reading.at = Instant.EPOCH;
        reading.day = LocalDate.EPOCH;
        for (int i = 0; i < 4; i++) {
            reading.samples.add(new Sample(UUID.randomUUID(), BigDecimal.ONE, Instant.EPOCH));
            reading.stamps.add(Instant.EPOCH);
            reading.byDay.put(LocalDate.EPOCH.plusDays(i), i);
        }
        return reading;
    }

    private void set(String column, String value) {
        store.database()
                .execute("update readings set \"%s\" = %s where id = '%s'".formatted(column, value, reading.id));
    }

    private void assertUnreadable(String property, String column) {
        assertThat(Writes.unreadable(store, Reading.class, reading.id))
                .isEqualTo("Reading." + property + " (" + column + ") of " + reading.id);
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(Writes.unreadable(() -> work.query(Reading.class).list()))
                    .endsWith(" of " + reading.id);
            assertThat(Writes.unreadable(() -> work.findAll(Reading.class, List.of(other.id, reading.id))))
                    .endsWith(" of " + reading.id);
            assertThat(work.query(Reading.class)
                            .where(DSL.field(DSL.name("id"), UUID.class).eq(other.id))
                            .list())
                    .usingRecursiveComparison()
                    .isEqualTo(List.of(other));
            Reading mine = work.get(Reading.class, other.id); // the unit of work is as usable as before
            mine.mood = Mood.WILD;
            work.commit();
            mine.mood = null;
            work.commit();
        }
        assertThat(store.load(Reading.class, other.id))
                .usingRecursiveComparison()
                .isEqualTo(other);
    }

    private void assertUnreadable(String property, String column, String... values) {
        for (String value : values) {
            set(column, value);
            assertUnreadable(property, column);
        }
        set(column, "null");
        assertThat(store.load(Reading.class, reading.id).id).isEqualTo(reading.id);
    }

    /** It is read as just this, and a commit does not write it again, whatever else is changed. */
    private void assertExact(
            String column, String value, Function<Reading, @Nullable Object> property, Object expected) {
        set(column, value);
        String stored = "select \"" + column + "\"::text from readings where id = ?";
        List<List<@Nullable Object>> before = store.database().query(stored, reading.id);
        assertThat(property.apply(store.load(Reading.class, reading.id)))
                .as(value)
                .isEqualTo(expected);
        try (SqlUnitOfWork work = store.begin()) {
            Reading loaded = work.get(Reading.class, reading.id);
            assertThat(work.plan()).as(value).hasToString("nothing to commit");
            loaded.samples.remove(0);
            work.commit();
            loaded.samples.add(new Sample(UUID.randomUUID(), null, null));
            work.commit();
        }
        assertThat(store.database().query(stored, reading.id)).isEqualTo(before);
        set(column, "null");
    }

    @Test
    void numbers_that_are_none() {
        assertUnreadable("number", "number", "'NaN'", "'Infinity'", "'-Infinity'");
        assertUnreadable("big", "big", "'NaN'", "'Infinity'", "1.5");
        assertUnreadable("numbers", "numbers", "'{1,NaN}'", "'{Infinity}'");
        assertUnreadable("octet", "octet", "128", "-129");
    }

    @Test
    void times_that_never_come() {
        for (String property : List.of("at", "offset", "date", "local", "day")) {
            assertUnreadable(property, property, "'infinity'", "'-infinity'");
        }
        assertUnreadable("time", "time", "'24:00:00'");
        assertUnreadable("times", "times", "'{infinity}'", "'{2026-01-01 00:00:00+00,-infinity}'");
    }

    @Test
    void elements_that_a_primitive_array_cannot_hold() {
        assertUnreadable("ints", "ints", "'{1,null,3}'", "'{null}'", "'{{1,2},{3,4}}'");
        assertUnreadable("matrix", "matrix", "'{{1,null}}'", "'{1,2}'");
    }

    @Test
    void labels_that_are_no_constant() {
        assertUnreadable("mood", "mood", "'" + SECRET + "'", "''", "'calm'");
        assertUnreadable("ownMood", "own_mood", "'SAD'");
    }

    @Test
    void texts_that_are_no_character() {
        assertUnreadable("letter", "letter", "''", "'" + SECRET + "'", "'\ud83d\ude00'");
    }

    @Test
    void json_of_another_shape_is_told_and_not_shown() {
        for (String json : List.of(
                "[]",
                "\"" + SECRET + "\"",
                "null",
                "7",
                "{\"width\": \"" + SECRET + "\"}",
                "{\"width\": 1e400}",
                "{\"width\": 4294967296}",
                "{\"width\": 1, \"" + SECRET + "\": 2}",
                "{\"width\": 1.5}")) {
            set("size", "'" + json + "'");
            assertUnreadable("size", "size");
            Throwable failure = catchThrowable(() -> store.load(Reading.class, reading.id));
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void values_of_children_are_told_by_their_collection() {
        String update = "update %s set %s where reading_id = '" + reading.id + "' and %s";
        UUID third = reading.samples.get(2).id();
        store.database().execute(update.formatted("reading_samples", "number = 'NaN'", "id = '" + third + "'"));
        assertUnreadable("samples.number", "number");
        store.database()
                .execute(update.formatted("reading_samples", "number = null, at = 'infinity'", "id = '" + third + "'"));
        assertUnreadable("samples.at", "at");
        store.database().execute(update.formatted("reading_samples", "at = null", "id = '" + third + "'"));
        store.database().execute(update.formatted("reading_stamps", "stamp = '-infinity'", "position = 3"));
        assertUnreadable("stamps", "stamp");
        store.database().execute(update.formatted("reading_stamps", "stamp = 'epoch'", "position = 3"));
        store.database().execute(update.formatted("reading_by_day", "key = 'infinity'", "by_day = 3"));
        assertUnreadable("byDay", "key");
    }

    @Test
    void an_unreadable_identifier_spoils_only_its_own_row() {
        record Event(Instant id, String text) {}
        KeelsonBuilder mapping = Keelson.builder().commitLog(false).map(Event.class);
        try (Store events = Store.of(() -> mapping)) {
            Event event = new Event(Instant.EPOCH, "a");
            events.save(event);
            events.database().execute("insert into events select 'infinity', text, version from events");
            assertThat(events.load(Event.class, Instant.EPOCH)).isEqualTo(event);
            try (SqlUnitOfWork work = events.begin()) {
                assertThat(catchThrowable(() -> work.query(Event.class).list()))
                        .isInstanceOf(HydrationException.class)
                        .hasMessageStartingWith("Cannot hydrate Event");
            }
        }
    }

    @Test
    void dates_of_all_years_are_exact() {
        for (LocalDate day : List.of(
                LocalDate.of(-43, 3, 15),
                LocalDate.of(0, 2, 29),
                LocalDate.of(0, 12, 31),
                LocalDate.of(1, 1, 1),
                LocalDate.of(1582, 10, 10),
                LocalDate.of(-4712, 1, 1),
                LocalDate.of(12345, 6, 7),
                LocalDate.of(5_874_897, 12, 31))) {
            int year = day.getYear();
            String text =
                    "%04d-%02d-%02d".formatted(year > 0 ? year : 1 - year, day.getMonthValue(), day.getDayOfMonth())
                            + (year > 0 ? "" : " BC");
            assertExact("day", "'" + text + "'", loaded -> loaded.day, day);
            if (Math.abs(year) < 200_000) {
                String noon = "'" + text.replace(" BC", "") + " 12:00:00.123456" + (year > 0 ? "" : " BC") + "'";
                LocalDateTime local = day.atTime(12, 0, 0, 123_456_000);
                assertExact("local", noon, loaded -> loaded.local, local);
                String utc = noon.replace(".123456", ".123456+00");
                assertExact("at", utc, loaded -> loaded.at, local.toInstant(ZoneOffset.UTC));
                assertExact("offset", utc, loaded -> loaded.offset, local.atOffset(ZoneOffset.UTC));
                assertExact(
                        "times",
                        "array[" + utc + "::timestamptz]",
                        loaded -> Arrays.asList(loaded.times),
                        List.of(local.toInstant(ZoneOffset.UTC)));
            }
        }
        assertExact(
                "date",
                "'0044-03-15 00:00:00.123456+00 BC'",
                loaded -> loaded.date,
                Date.from(Instant.parse("-0043-03-15T00:00:00.123Z")));
        assertExact("time", "'23:59:59.999999'", loaded -> loaded.time, LocalTime.of(23, 59, 59, 999_999_000));
    }

    @Test
    void numbers_and_arrays_that_java_can_hold_are_exact() {
        assertExact("size", "'{}'", loaded -> loaded.size, new Size(0, Optional.empty())); // as documented
        assertExact("size", "'{\"height\": 2, \"width\": 1}'", loaded -> loaded.size, new Size(1, Optional.of(2)));
        assertExact("ratio", "'NaN'", loaded -> loaded.ratio, Double.NaN);
        assertExact("ratio", "'-Infinity'", loaded -> loaded.ratio, Double.NEGATIVE_INFINITY);
        assertExact("ratio", "'-0'", loaded -> loaded.ratio, -0.0);
        assertExact("number", "1.50", loaded -> loaded.number, new BigDecimal("1.50"));
        assertExact("number", "1e-16383", loaded -> loaded.number, new BigDecimal("1e-16383"));
        assertExact("number", "1e131071", loaded -> loaded.number.toBigInteger(), BigInteger.TEN.pow(131_071));
        assertExact("big", "5.00", loaded -> loaded.big, BigInteger.valueOf(5));
        assertExact("boxes", "'{1,null,3}'", loaded -> Arrays.asList(loaded.boxes), Arrays.asList(1, null, 3));
        assertExact("texts", "'{}'", loaded -> Arrays.asList(loaded.texts), List.of());
        assertExact(
                "texts",
                "array['', 'NULL', 'null', null, '\"', '\\', ',', '{}', ' a ', E'\\n', '\u00e9\ud83d\ude00']",
                loaded -> Arrays.asList(loaded.texts),
                Arrays.asList("", "NULL", "null", null, "\"", "\\", ",", "{}", " a ", "\n", "\u00e9\ud83d\ude00"));
        assertExact("matrix", "'{{1,2},{3,4}}'", loaded -> Arrays.deepToString(loaded.matrix), "[[1, 2], [3, 4]]");
    }

    @Test
    void an_array_whose_first_place_is_not_one_is_exact_or_told_but_never_silently_moved() {
        for (String array : List.of("'[0:1]={7,8}'", "'[-3:-2]={7,8}'", "'[5:6]={7,8}'")) {
            set("ints", array);
            Throwable failure = catchThrowable(() -> store.load(Reading.class, reading.id));
            if (failure != null) {
                assertUnreadable("ints", "ints");
            } else {
                assertExact("ints", array, loaded -> Arrays.toString(loaded.ints), "[7, 8]");
            }
            set("ints", "null");
        }
    }
}
