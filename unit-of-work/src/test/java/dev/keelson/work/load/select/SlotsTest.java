package dev.keelson.work.load.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.model.AggregateModel;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A slot of the union is one exact type of the catalogue, so that no value is converted on its way. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class SlotsTest {

    record Wide(UUID id, String text, BigDecimal decimal, long number, double real, Instant at, LocalDateTime local) {}

    /** The same properties in columns of narrower types. */
    record Narrow(
            UUID id,
            String text,
            @Nullable String padded,
            BigDecimal decimal,
            int number,
            float real,
            Instant at,
            LocalDateTime local) {}

    static final class Mixed {
        private final UUID id;
        private final String text;
        private final List<Wide> wides = new ArrayList<>();
        private final List<Narrow> narrows = new ArrayList<>();

        Mixed(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private static final List<String> DDL = List.of(
            "create domain title as text not null check (value <> 'forbidden')",
            "create table mixeds (id uuid primary key, text title, version bigint not null)",
            "create table mixed_wides (id uuid primary key, mixed_id uuid not null references mixeds, position integer"
                    + " not null, text title, decimal numeric not null, number bigint not null, real double precision"
                    + " not null, at timestamptz not null, local timestamp not null)",
            "create table mixed_narrows (id uuid primary key, mixed_id uuid not null references mixeds, position"
                    + " integer not null, text varchar(20) not null, padded char(6), decimal numeric(10,2) not null,"
                    + " number integer not null, real real not null, at timestamptz(3) not null, local timestamp(0) not"
                    + " null)",
            "create table keelson_commits (token uuid not null, attempt integer not null, committed boolean not null,"
                    + " author bigint, actor text not null, at timestamptz not null, primary key (token, attempt))");

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Mixed.class,
                        mixed -> mixed.children(
                                "narrows",
                                narrows -> narrows.property("padded", p -> p.type(ColumnType.character(6)))));
    }

    @BeforeAll
    static void create() {
        store = Store.of(SlotsTest::mapped, DDL);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static AggregateModel model() {
        return store.keelson().model().find(Mixed.class).orElseThrow();
    }

    @Test
    void columns_share_a_slot_only_where_their_exact_types_are_the_same() {
        Slots slots = new Slots(List.of(model()));
        List<String> text = new ArrayList<>();
        for (int n = 0; n < slots.count(0); n++) {
            List<String> columns = new ArrayList<>();
            for (int table = 0; table < 3; table++) {
                int column = slots.column(table, n);
                columns.add(
                        column < 0
                                ? "-"
                                : slots.layout(table).rowType().column(column).name());
            }
            text.add(slots.sqlType(n) + ": " + String.join(" ", columns));
        }
        assertThat(text)
                .containsExactly(
                        "uuid: id id id",
                        "text: text text -",
                        "bigint: version number -",
                        "uuid: - mixed_id mixed_id",
                        "integer: - position position",
                        "numeric: - decimal -",
                        "double precision: - real -",
                        "timestamp with time zone: - at -",
                        "timestamp without time zone: - local -",
                        "character varying(20): - - text",
                        "character(6): - - padded",
                        "numeric(10,2): - - decimal",
                        "integer: - - number",
                        "real: - - real",
                        "timestamp(3) with time zone: - - at",
                        "timestamp(0) without time zone: - - local");
    }

    @Test
    void values_of_like_types_come_back_exactly_as_they_are() {
        UUID id = new UUID(0, 1);
        Mixed mixed = new Mixed(id, "root");
        mixed.wides.add(new Wide(
                new UUID(0, 2),
                "x".repeat(30) + " ",
                new BigDecimal("0.1234567890"),
                Long.MAX_VALUE,
                0.1,
                Instant.parse("2026-11-21T10:15:30.123456Z"),
                LocalDateTime.parse("2026-11-21T10:15:30.123456")));
        mixed.narrows.add(new Narrow(
                new UUID(0, 3),
                "y ",
                "ab",
                new BigDecimal("12.50"),
                Integer.MIN_VALUE,
                0.1f,
                Instant.parse("2026-11-21T10:15:30.123Z"),
                LocalDateTime.parse("2026-11-21T10:15:30")));
        store.save(mixed);
        assertThat(store.load(Mixed.class, id)).usingRecursiveComparison().isEqualTo(mixed);
    }

    @Test
    void times_are_cut_to_the_columns_own_precision_when_they_are_written_and_compared() {
        Mixed mixed = new Mixed(UUID.randomUUID(), "times");
        Instant exact = Instant.parse("2026-11-21T10:15:30.987654321Z");
        LocalDateTime local = LocalDateTime.parse("2026-11-21T10:15:30.999999999");
        Narrow narrow = new Narrow(UUID.randomUUID(), "t", null, new BigDecimal("1.00"), 1, 1f, exact, local);
        mixed.narrows.add(narrow);
        store.save(mixed);
        try (SqlUnitOfWork work = store.begin()) {
            Mixed loaded = work.get(Mixed.class, mixed.id);
            assertThat(loaded.narrows.get(0).at()).isEqualTo(Instant.parse("2026-11-21T10:15:30.987Z"));
            assertThat(loaded.narrows.get(0).local()).isEqualTo(LocalDateTime.parse("2026-11-21T10:15:30"));
            loaded.narrows.set(0, narrow);
            assertThat(work.plan()).hasToString("nothing to commit");
        }
    }
}
