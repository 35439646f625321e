package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.hydrate.Store;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What is on or off for a whole application, and for one property other than for the rest. */
@NullMarked
class SwitchesTest {

    record PageId(UUID value) {}

    record Page(PageId id) {}

    record Visit(UUID id, Instant begin, Instant end, PageId page, PageId from) {}

    private static final Instant EXACT = Instant.parse("2026-11-21T09:00:00.123456Z");
    private static final Instant FINER = EXACT.plusNanos(789);

    private static Visit visit(Instant begin, Instant end) {
        return new Visit(UUID.randomUUID(), begin, end, new PageId(UUID.randomUUID()), new PageId(UUID.randomUUID()));
    }

    @Test
    void one_property_is_let_off_where_all_are_strict_about_time() {
        try (Store store = Store.of(() -> Keelson.builder()
                .strictTime(true)
                .map(Visit.class, visit -> visit.property("end", end -> end.strictTime(false))))) {
            Visit cut = visit(EXACT, FINER);
            store.save(cut);
            assertThat(store.load(Visit.class, cut.id()).end()).isEqualTo(EXACT);
            assertThatThrownBy(() -> store.save(visit(FINER, EXACT)))
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("by strictTime(true) no time is cut");
        }
    }

    @Test
    void one_property_is_strict_where_times_are_cut() {
        try (Store store = Store.of(() ->
                Keelson.builder().map(Visit.class, visit -> visit.property("end", end -> end.strictTime(true))))) {
            Visit cut = visit(FINER, EXACT);
            store.save(cut);
            assertThat(store.load(Visit.class, cut.id()).begin()).isEqualTo(EXACT);
            assertThatThrownBy(() -> store.save(visit(EXACT, FINER))).isInstanceOf(UnstorableValueException.class);
        }
    }

    private static List<String> foreignKeys(boolean all, boolean ofOne) {
        return Keelson.builder()
                .foreignKeys(all)
                .map(Page.class)
                .map(Visit.class, visit -> visit.property("from", from -> from.foreignKey(ofOne)))
                .schema()
                .statements()
                .stream()
                .flatMap(String::lines)
                .filter(line -> line.contains("foreign key"))
                .map(line -> line.replaceAll(".*foreign key \\((\\w+)\\).*", "$1"))
                .toList();
    }

    @Test
    void one_reference_has_a_foreign_key_or_none_whatever_the_others_have() {
        assertThat(foreignKeys(true, true)).containsExactly("page_id", "from_id");
        assertThat(foreignKeys(true, false)).containsExactly("page_id");
        assertThat(foreignKeys(false, true)).containsExactly("from_id");
        assertThat(foreignKeys(false, false)).isEmpty();
    }

    @Test
    void what_is_said_twice_holds_as_it_was_said_last() {
        try (Store store = Store.of(() -> Keelson.builder()
                .portable(true)
                .portable(false)
                .strictTime(true)
                .strictTime(false)
                .map(Visit.class))) {
            Visit cut = visit(FINER, FINER);
            try (SqlUnitOfWork work = store.begin()) {
                work.add(cut);
                assertThat(work.commit().roundTrips()).isOne();
            }
            assertThat(store.load(Visit.class, cut.id()).begin()).isEqualTo(EXACT);
        }
    }
}
