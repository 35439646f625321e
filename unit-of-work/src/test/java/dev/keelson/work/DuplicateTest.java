package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.work.hydrate.Store;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Of many that were added, the one that is there already is told: by its values, not by where their text is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuplicateTest {

    static final class Numbered {
        final long id;
        String text = "a text";

        Numbered(long id) {
            this.id = id;
        }
    }

    record Hour(String page, Instant begin) {}

    static final class Visit {
        final Hour id;
        String text = "";

        Visit(Hour id) {
            this.id = id;
        }
    }

    private Store store;

    @BeforeAll
    void open() {
        store = Store.of(() -> Keelson.builder()
                .map(Numbered.class, numbered -> numbered.property("id", id -> id.column("numberOf")))
                .map(Visit.class));
        store.database().execute("alter table numbereds add constraint texts check (text <> 'refused')");
    }

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().execute("truncate numbereds, visits");
    }

    @Test
    void a_number_is_not_another_that_has_its_digits() {
        store.keelson().run(Store.CONTEXT, work -> work.add(new Numbered(11)));
        try (SqlUnitOfWork work = store.begin()) {
            List.of(1L, 11L, 111L, 5L).forEach(id -> work.add(new Numbered(id)));
            assertThat(catchThrowableOfType(DuplicateAggregateException.class, work::commit)
                            .id())
                    .isEqualTo(11L);
            work.discard();
        }
    }

    @Test
    void moments_are_told_in_any_zone_and_texts_may_hold_what_stands_between_two_values() {
        Instant noon = Instant.parse("2026-11-01T12:00:00.5Z");
        List<Hour> hours = List.of(
                new Hour("a, b", noon),
                new Hour("a", noon),
                new Hour("a, b)=(a", noon),
                new Hour("a, b", noon.plusSeconds(1)));
        for (Hour there : hours) {
            empty();
            store.keelson().run(Store.CONTEXT, work -> work.add(new Visit(there)));
            try (SqlUnitOfWork work = store.begin()) {
                hours.forEach(hour -> work.add(new Visit(hour)));
                assertThat(catchThrowableOfType(DuplicateAggregateException.class, work::commit)
                                .id())
                        .isEqualTo(there);
                work.discard();
            }
        }
    }

    @Test
    void a_check_names_the_row_that_it_refused() {
        try (SqlUnitOfWork work = store.begin()) {
            List.of(1L, 11L, 111L).forEach(id -> work.add(new Numbered(id)));
            Numbered refused = new Numbered(21);
            refused.text = "refused";
            work.add(refused);
            assertThat(catchThrowableOfType(ConstraintViolationException.class, work::commit)
                            .candidates())
                    .containsExactly("Numbered[21]");
            work.discard();
        }
    }

    @Test
    void of_those_that_were_to_be_found_or_added_beside_plain_additions_none_fails_by_a_race() {
        int[] rounds = {0};
        store.keelson().run(Store.CONTEXT, work -> {
            work.add(new Numbered(1));
            work.findOrAdd(Numbered.class, 11L, () -> new Numbered(11)).text = "found";
            work.add(new Numbered(111));
            if (rounds[0]++ == 0) {
                store.keelson().independently().run(Store.CONTEXT, other -> other.add(new Numbered(11)));
            }
        });
        assertThat(rounds[0]).isEqualTo(2);
        assertThat(store.database().query("select * from numbereds")).hasSize(3);
    }
}
