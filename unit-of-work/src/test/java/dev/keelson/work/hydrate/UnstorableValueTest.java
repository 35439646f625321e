package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values that do not fit are refused before any SQL, told by class, property, id and kind, never shown. */
@NullMarked
@SuppressWarnings({"NullAway", "DataFlowIssue"}) // nulls where they are not allowed are the point
class UnstorableValueTest {

    record ItemId(UUID value) {}

    record Key(@Nullable String value) {}

    record Label(String text, String lang) {}

    record Line(UUID id, String title, BigDecimal price) {}

    record Item(
            ItemId id,
            String name,
            @Nullable String code,
            @Nullable BigDecimal price,
            @Nullable Label label,
            List<Line> lines,
            List<String> notes) {}

    static class Open {
        ItemId id;
        String name = "open";

        Open(ItemId id) {
            this.id = id;
        }
    }

    static final class Closed extends Open {
        Closed(ItemId id) {
            super(id);
        }
    }

    record Natural(Key id, String name) {}

    private static final ItemId ID = new ItemId(UUID.fromString("00000000-0000-0000-0000-00000000000a"));
    private static final String SECRET = "geheim";

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Item.class,
                        item -> item.property("code", p -> p.type(ColumnType.varchar(4)))
                                .property("price", p -> p.type(ColumnType.numeric(6, 2))))
                .map(Open.class)
                .map(Natural.class);
    }

    @BeforeAll
    static void create() {
        store = Store.of(UnstorableValueTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    /** What a commit of this new aggregate says, which must say it without asking the database. */
    private static String refused(Object aggregate) {
        try (SqlUnitOfWork work = store.begin()) {
            Throwable failure = catchThrowable(() -> {
                work.add(aggregate);
                work.commit();
            });
            assertThat(store.wire().statements()).isEmpty();
            work.discard();
            return told(failure);
        }
    }

    private static String told(Throwable failure) {
        assertThat(failure).isInstanceOf(UnstorableValueException.class);
        assertThat(failure.toString()).doesNotContain(SECRET);
        UnstorableValueException unstorable = (UnstorableValueException) failure;
        return unstorable.property() + " | " + unstorable.id().orElse("-") + " | " + unstorable.kind() + " | "
                + failure.getMessage().replaceAll("(?s).*?found [^:]*: (.*?)\\. Nothing was written.*", "$1");
    }

    private static Item item(String name, @Nullable String code, @Nullable BigDecimal price) {
        return new Item(ID, name, code, price, null, List.of(), List.of());
    }

    private static Item with(@Nullable Label label, List<Line> lines, List<String> notes) {
        return new Item(ID, "n", null, null, label, lines, notes);
    }

    @Test
    void the_message_names_everything_but_the_value() {
        try (SqlUnitOfWork work = store.begin()) {
            work.add(item(SECRET + "\0", null, null));
            assertThat(catchThrowable(work::commit))
                    .hasMessageStartingWith(
                            "Cannot store Item.name of id 00000000-0000-0000-0000-00000000000a, found String: it holds"
                                + " a NUL character at index 6, which no text column can store. Nothing was written;"
                                + " correct the object in the domain, or the mapping where that is too narrow.");
            work.discard();
        }
    }

    @Test
    void a_null_identifier_at_add() {
        assertThat(refused(new Item(null, "n", null, null, null, List.of(), List.of())))
                .isEqualTo("Item.id | - | ItemId | an identifier is needed before the aggregate is given to a unit of"
                        + " work; make it in the constructor");
    }

    @Test
    void an_identifier_of_nothing_at_add() {
        assertThat(refused(new Natural(new Key(null), "n"))).startsWith("Natural.id | ");
    }

    @Test
    void an_identifier_that_no_column_can_hold() {
        assertThat(refused(new Natural(new Key("a\0"), "n"))).startsWith("Natural.id | ");
    }

    @Test
    void a_null_in_a_required_property() {
        assertThat(refused(item(null, null, null))).isEqualTo("Item.name | " + ID + " | null | is required, but null");
    }

    @Test
    void a_null_within_a_value_object() {
        assertThat(refused(with(new Label("t", null), List.of(), List.of())))
                .isEqualTo("Item.label.lang | " + ID + " | null | is required, but null");
    }

    @Test
    void a_null_within_a_child() {
        List<Line> lines = List.of(
                new Line(UUID.randomUUID(), "t", BigDecimal.ONE), new Line(UUID.randomUUID(), null, BigDecimal.ONE));
        assertThat(refused(with(null, lines, List.of())))
                .isEqualTo("Item.lines[1].title | " + ID + " | null | is required, but null");
    }

    @Test
    void a_null_identifier_of_a_child() {
        assertThat(refused(with(null, List.of(new Line(null, "t", BigDecimal.ONE)), List.of())))
                .isEqualTo("Item.lines[0].id | " + ID + " | null | is required, but null");
    }

    @Test
    void a_null_element_in_a_list_of_entities_and_of_values() {
        assertThat(refused(
                        with(null, Arrays.asList(new Line(UUID.randomUUID(), "t", BigDecimal.ONE), null), List.of())))
                .isEqualTo("Item.lines[1] | " + ID + " | null | is a null element of a collection");
        assertThat(refused(with(null, List.of(), Arrays.asList("a", null))))
                .isEqualTo("Item.notes[1] | " + ID + " | null | is a null element of a collection");
    }

    @Test
    void a_text_with_nul_or_half_a_character() {
        assertThat(refused(with(null, List.of(), List.of("fine", SECRET + "\0"))))
                .isEqualTo("Item.notes[1] | " + ID + " | String | it holds a NUL character at index 6, which no text"
                        + " column can store");
        assertThat(refused(item(SECRET + "\ud83d", null, null)))
                .isEqualTo("Item.name | " + ID + " | String | it holds a lone surrogate at index 6, which has no UTF-8"
                        + " form");
    }

    @Test
    void a_text_that_is_longer_than_its_column_in_code_points() {
        assertThat(refused(item("n", SECRET, null)))
                .isEqualTo("Item.code | " + ID + " | String | its 6 code points do not fit character varying(4)");
        store.save(new Item(
                new ItemId(UUID.randomUUID()), "n", "\ud83d\ude00".repeat(4), null, null, List.of(), List.of()));
    }

    @Test
    void a_decimal_of_too_many_places_before_or_after_its_point() {
        assertThat(refused(item("n", null, new BigDecimal("1.005"))))
                .isEqualTo("Item.price | " + ID + " | BigDecimal | its scale of 3 does not fit numeric(6,2) without"
                        + " rounding");
        assertThat(refused(item("n", null, new BigDecimal("10000"))))
                .isEqualTo("Item.price | " + ID + " | BigDecimal | its magnitude does not fit numeric(6,2)");
    }

    @Test
    void an_object_of_a_subclass_that_is_not_mapped() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(catchThrowable(() -> work.add(new Closed(ID))))
                    .hasMessageContaining(Closed.class.getName())
                    .hasMessageContaining("not mapped as an aggregate root");
        }
    }

    @Test
    void a_refused_value_can_be_mended_in_the_same_unit_of_work() {
        Open open = new Open(new ItemId(UUID.randomUUID()));
        open.name = "\0";
        try (SqlUnitOfWork work = store.begin()) {
            work.add(open);
            assertThat(catchThrowable(work::commit)).isInstanceOf(UnstorableValueException.class);
            open.name = "mended";
            work.commit();
        }
        assertThat(store.database().query("select id, name from opens"))
                .isEqualTo(List.of(List.of(open.id.value(), "mended")));
    }
}
