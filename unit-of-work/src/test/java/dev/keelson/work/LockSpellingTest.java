package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lock finds of what is known already: under another spelling, of another class, or by a snapshot that is older than it. */
class LockSpellingTest {

    private static final WorkContext JANE = WorkContext.of(Actor.of("jane"));

    static final class Tag {
        private final String id;
        private String text;

        Tag(String id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    abstract static sealed class Payment permits Card, Transfer {
        private UUID id = new UUID(0, 1);
        private int cents = 1;
    }

    static final class Card extends Payment {}

    static final class Transfer extends Payment {}

    static final class Part {
        private UUID id = UUID.randomUUID();
    }

    static final class Box {
        private UUID id = new UUID(0, 1);
        private String text = "box";
        private final List<Part> parts = new ArrayList<>();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_that_somebody_changed_is_stale_however_its_identifier_is_spelled(boolean unversioned) {
        KeelsonBuilder mapped = Keelson.builder().map(Tag.class, tag -> {
            if (unversioned) {
                tag.unversioned();
            }
        });
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                    mapped.schema().ddl().replace("id text not null", "id text collate ci not null"));
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                keelson.run(JANE, work -> work.add(new Tag("Bob", "old")));
                for (String spelled : List.of("Bob", "BOB")) {
                    try (SqlUnitOfWork work = keelson.begin(JANE, Isolation.LOCKING)) {
                        Tag known = work.get(Tag.class, "Bob");
                        assertThat(work.get(Tag.class, "bob", Lock.FOR_UPDATE)).isSameAs(known);
                    }
                    try (SqlUnitOfWork work = keelson.begin(JANE, Isolation.LOCKING)) {
                        work.get(Tag.class, "bOb");
                        keelson.run(JANE, other -> {
                            Tag tag = other.get(Tag.class, "Bob");
                            tag.text = tag.text + "!";
                        });
                        assertThatThrownBy(() -> work.get(Tag.class, spelled, Lock.FOR_UPDATE))
                                .isInstanceOf(StaleAggregateException.class);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_of_another_class_is_not_found_and_still_there(Inheritance inheritance) {
        KeelsonBuilder mapped = Keelson.builder().map(Payment.class, payment -> payment.inheritance(inheritance));
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                UUID id = new UUID(0, 1);
                keelson.run(JANE, work -> work.add(new Transfer()));
                try (SqlUnitOfWork work = keelson.begin(JANE, Isolation.LOCKING)) {
                    Payment known = work.get(Payment.class, id);
                    assertThat(work.find(Card.class, id, Lock.FOR_UPDATE)).isEmpty();
                    assertThat(work.find(Transfer.class, id, Lock.FOR_UPDATE)).containsSame((Transfer) known);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "SERIALIZABLE"})
    void parts_of_an_unversioned_one_may_be_older_than_a_lock_by_a_snapshot_which_is_refused(Isolation isolation) {
        KeelsonBuilder mapped = Keelson.builder().map(Box.class, box -> box.unversioned());
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                UUID id = new UUID(0, 1);
                keelson.run(JANE, work -> work.add(new Box()));
                try (SqlUnitOfWork work = keelson.begin(JANE, isolation)) {
                    assertThatThrownBy(() -> work.get(Box.class, id, Lock.FOR_UPDATE))
                            .isInstanceOf(UnitOfWorkStateException.class)
                            .hasMessageStartingWith("Cannot lock Box[" + id
                                    + "]: the unit of work is one that reads by a snapshot ("
                                    + isolation + "), and Box has no version: its parts may have changed since the"
                                    + " snapshot, and nothing would tell. Give it a version, or begin the unit of work"
                                    + " with Isolation.LOCKING.");
                    assertThat(work.get(Box.class, id).text).isEqualTo("box");
                }
                try (SqlUnitOfWork work = keelson.begin(JANE, Isolation.LOCKING)) {
                    assertThat(work.get(Box.class, id, Lock.FOR_UPDATE).parts).isEmpty();
                }
            }
        }
    }

    @Test
    void an_unversioned_one_that_is_all_in_its_roots_row_is_locked_by_a_snapshot() {
        KeelsonBuilder mapped = Keelson.builder().map(Tag.class, tag -> tag.unversioned());
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                keelson.run(JANE, work -> work.add(new Tag("Bob", "old")));
                try (SqlUnitOfWork work = keelson.begin(JANE, Isolation.SNAPSHOT)) {
                    assertThat(work.get(Tag.class, "Bob", Lock.FOR_UPDATE).text).isEqualTo("old");
                }
            }
        }
    }
}
