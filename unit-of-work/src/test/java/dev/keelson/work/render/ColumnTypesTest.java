package dev.keelson.work.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of every column type, written row by row and as arrays: both ways store the same. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class ColumnTypesTest {

    static final class Cell {
        private final UUID id;
        private @Nullable Boolean bool;
        private @Nullable Short small;
        private @Nullable Integer integer;
        private @Nullable Long big;
        private @Nullable BigDecimal decimal;
        private @Nullable BigDecimal money;
        private @Nullable Float single;
        private @Nullable Double twofold;
        private @Nullable String text;
        private @Nullable String limited;
        private @Nullable String padded;
        private @Nullable UUID uuid;
        private byte @Nullable [] bytes;
        private @Nullable LocalDate date;
        private @Nullable LocalTime time;
        private @Nullable LocalDateTime timestamp;
        private @Nullable Instant instant;

        Cell(UUID id) {
            this.id = id;
        }

        private List<@Nullable Object> state() {
            return Arrays.asList(
                    id,
                    bool,
                    small,
                    integer,
                    big,
                    decimal,
                    money,
                    single,
                    twofold,
                    text,
                    limited,
                    padded,
                    uuid,
                    bytes == null ? null : ByteBuffer.wrap(bytes),
                    date,
                    time,
                    timestamp,
                    instant);
        }
    }

    static final class Sheet {
        private final UUID id;
        private final List<Cell> cells = new ArrayList<>();

        Sheet(UUID id) {
            this.id = id;
        }
    }

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Sheet.class,
                        sheet -> sheet.children(
                                "cells",
                                cells -> cells.property("money", p -> p.type(ColumnType.numeric(10, 2)))
                                        .property("limited", p -> p.type(ColumnType.varchar(5)))
                                        .property("padded", p -> p.type(ColumnType.character(3)))));
    }

    @BeforeAll
    static void create() {
        store = Store.of(ColumnTypesTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static Sheet sheet(int rows, IntFunction<Cell> cell) {
        Sheet sheet = new Sheet(UUID.randomUUID());
        for (int n = 0; n < rows; n++) {
            sheet.cells.add(cell.apply(n));
        }
        return sheet;
    }

    private static Cell full(int n) {
        return full(UUID.randomUUID(), n);
    }

    private static Cell full(UUID id, int n) {
        Cell cell = new Cell(id);
        cell.bool = n % 2 == 0;
        cell.small = (short) -n;
        cell.integer = Integer.MAX_VALUE - n;
        cell.big = Long.MIN_VALUE + n;
        cell.decimal = new BigDecimal("1E-10").multiply(BigDecimal.valueOf(n));
        cell.money = BigDecimal.valueOf(-n, 2);
        cell.single = n == 1 ? Float.NaN : n / 3f;
        cell.twofold = n == 1 ? Double.NEGATIVE_INFINITY : n / 3d;
        cell.text = "{\"" + n + "\\',NULL}";
        cell.limited = "äöü" + n;
        cell.padded = "EU" + n;
        cell.uuid = new UUID(n, -n);
        cell.bytes = new byte[] {(byte) n, 0, '\\', '"'};
        cell.date = LocalDate.of(2026, 11, 21 - n);
        cell.time = LocalTime.of(23, 59, 59, 999_999_000 - 1000 * n);
        cell.timestamp = LocalDateTime.of(1969, 12, 31, 23, 59, n, 1000);
        cell.instant = Instant.parse("1969-12-31T23:59:59.999999Z").minusSeconds(n);
        return cell;
    }

    private static Cell far(int n) {
        Cell cell = new Cell(UUID.randomUUID());
        int year = n % 2 == 0 ? -4000 : 200_000;
        cell.date = LocalDate.of(year, 2, 28);
        cell.timestamp = LocalDateTime.of(year, 2, 28, 12, 0);
        cell.instant = cell.timestamp.toInstant(ZoneOffset.UTC);
        return cell;
    }

    private static void comesBack(Sheet sheet) {
        assertThat(store.load(Sheet.class, sheet.id).cells.stream().map(Cell::state))
                .containsExactlyElementsOf(sheet.cells.stream().map(Cell::state).toList());
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Sheet.class, sheet.id);
            assertThat(work.plan()).hasToString("nothing to commit");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 9})
    void values_are_inserted_as_they_are(int rows) {
        Sheet sheet = sheet(rows, ColumnTypesTest::full);
        store.save(sheet);
        comesBack(sheet);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 9})
    void nulls_are_inserted_as_they_are(int rows) {
        Sheet sheet = sheet(rows, n -> new Cell(UUID.randomUUID()));
        store.save(sheet);
        comesBack(sheet);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void times_far_from_today_are_inserted_as_they_are(int rows) {
        Sheet sheet = sheet(rows, ColumnTypesTest::far);
        store.save(sheet);
        comesBack(sheet);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 9})
    void values_are_updated_as_they_are(int rows) {
        Sheet sheet = sheet(rows, n -> new Cell(UUID.randomUUID()));
        store.save(sheet);
        Sheet next = new Sheet(sheet.id);
        for (int n = 0; n < rows; n++) {
            next.cells.add(full(sheet.cells.get(n).id, n));
        }
        try (SqlUnitOfWork work = store.begin()) {
            work.replace(next);
            work.commit();
        }
        comesBack(next);
    }
}
