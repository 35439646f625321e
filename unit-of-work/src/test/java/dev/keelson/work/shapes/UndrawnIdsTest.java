package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Identifiers that the database makes, in fields that are never null: which values say that none was drawn yet. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class UndrawnIdsTest {

    /** What the tests see of each of these classes. */
    interface Numbered {
        long number();
    }

    static class Job implements Numbered {
        private long id;
        String text;

        Job(String text) {
            this.text = text;
        }

        Job(long id, String text) {
            this.id = id;
            this.text = text;
        }

        @Override
        public long number() {
            return id;
        }
    }

    /** Is made by a constructor with arguments only: its class file says how the field begins. */
    static final class Task implements Numbered {
        private static final int NONE = -77;
        private final String text;
        private int id = NONE;

        Task(String text) {
            this.text = text.strip();
        }

        @Override
        public long number() {
            return id;
        }
    }

    static final class Boxed implements Numbered {
        private Long id = -1L;
        final String text;

        Boxed(String text) {
            this.text = text;
        }

        @Override
        public long number() {
            return id;
        }
    }

    record BillNo(int value) {
        static final BillNo NONE = new BillNo(-5);
    }

    /** Is made of nothing. */
    static final class Bill implements Numbered {
        private BillNo id = BillNo.NONE;
        private String text = "";

        private Bill() {}

        static Bill of(String text) {
            Bill bill = new Bill();
            bill.text = text;
            return bill;
        }

        @Override
        public long number() {
            return id.value();
        }
    }

    /** Has another number each time, which is no sign of none. */
    static final class Counted implements Numbered {
        private static final AtomicLong NEXT = new AtomicLong(9_000);
        private long id = NEXT.incrementAndGet();

        @Nullable
        String text;

        @Override
        public long number() {
            return id;
        }
    }

    abstract static sealed class Animal implements Numbered permits Dog, Cat {
        private short id = -3;
        String name = "";

        @Override
        public long number() {
            return id;
        }
    }

    static final class Dog extends Animal {}

    static final class Cat extends Animal {}

    /** Cannot be given another. */
    record Parcel(ParcelNo id, String text) {}

    record ParcelNo(long value) {}

    /** A number that may be absent, and is 0 only on purpose. */
    static final class Memo implements Numbered {
        private @Nullable Long id;
        final String text;

        Memo(String text) {
            this.text = text;
        }

        @Override
        public long number() {
            return id == null ? -1 : id;
        }
    }

    /** Its column takes no other identifiers than the sequence's. */
    static final class Seal implements Numbered {
        private long id;
        final String text;

        Seal(long id, String text) {
            this.id = id;
            this.text = text;
        }

        @Override
        public long number() {
            return id;
        }
    }

    private Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Job.class, job -> job.databaseIds())
                .map(Task.class, task -> task.databaseIds())
                .map(Boxed.class, boxed -> boxed.databaseIds())
                .map(Bill.class, bill -> bill.databaseIds())
                .map(Counted.class, counted -> counted.databaseIds())
                .map(Animal.class, animal -> animal.databaseIds())
                .map(Parcel.class, parcel -> parcel.databaseIds())
                .map(Memo.class, memo -> memo.databaseIds())
                .map(Seal.class, seal -> seal.databaseIds().idBlock(5));
    }

    @BeforeAll
    void open() {
        List<String> ddl = new ArrayList<>(mapped().schema().statements());
        ddl.add("alter table seals alter column id set generated always");
        store = Store.of(UndrawnIdsTest::mapped, ddl);
    }

    @AfterAll
    void close() {
        store.close();
    }

    private void assertDrawn(Numbered one, Numbered other) {
        store.save(one, other);
        assertThat(List.of(one.number(), other.number())).as("drawn").allMatch(number -> number > 0);
        assertThat(one.number()).isNotEqualTo(other.number());
    }

    @Test
    void a_primitive_that_is_0_or_what_its_class_gave_it_is_filled_when_it_is_added() {
        assertDrawn(new Job("a"), new Job("b"));
        assertDrawn(new Task(" a"), new Task("b "));
        assertDrawn(new Boxed("a"), new Boxed("b"));
        assertDrawn(Bill.of("a"), Bill.of("b"));
        assertDrawn(new Dog(), new Cat());

        Job zero = new Job(0, "c");
        assertDrawn(zero, new Job(0, "d"));
        assertThat(store.load(Job.class, zero.number()).text).isEqualTo("c");
        Bill none = Bill.of("e");
        none.id = new BillNo(0);
        assertDrawn(none, Bill.of("f"));
    }

    @Test
    void a_field_that_is_filled_in_memory_holds_what_is_stored() {
        Task task = new Task("kept");
        try (SqlUnitOfWork work = store.begin()) {
            work.add(task);
            int id = (int) task.number();
            assertThat(work.get(Task.class, id)).isSameAs(task);
            work.add(task);
            assertThat(task.number()).as("added twice").isEqualTo(id);
            work.commit();
        }
        assertThat(store.load(Task.class, (int) task.number()).text).isEqualTo("kept");
    }

    @Test
    void other_numbers_are_the_applications_business_where_the_column_takes_them() {
        Job explicit = new Job(1_000_000, "mine");
        long first = 9_001;
        long last = new Counted().number();
        Memo memo = new Memo("zero");
        memo.id = 0L;
        Job negative = new Job(-1, "negative");
        store.save(explicit, memo, negative);

        assertThat(explicit.number()).isEqualTo(1_000_000);
        for (long number = first; number <= last; number++) {
            Counted counted = new Counted();
            counted.id = number; // such as one of those had that were made when it was mapped
            store.save(counted);
            assertThat(counted.number()).isEqualTo(number);
        }
        assertThat(memo.number()).isZero();
        assertThat(negative.number()).as("what another class begins with").isEqualTo(-1);
        assertThat(store.load(Memo.class, 0L).text).isEqualTo("zero");
        assertThatThrownBy(() -> store.save(new Job(1_000_000, "again")))
                .isInstanceOf(DuplicateAggregateException.class);
    }

    @Test
    void what_cannot_be_filled_is_refused_when_it_is_added() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> work.add(new Parcel(new ParcelNo(0), "x")))
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageStartingWith(
                            "Cannot store Parcel.id, found ParcelNo: its field is final and holds 0, so the identifier"
                                    + " that the database makes cannot be set; draw it before the aggregate is"
                                    + " constructed: work.nextId(Parcel.class).");
            ParcelNo drawn = work.nextId(Parcel.class);
            work.add(new Parcel(drawn, "y"));
            work.commit();
            assertThat(work.get(Parcel.class, drawn).text()).isEqualTo("y");
        }
    }

    private static void assertNotDrawn(SqlUnitOfWork work, long id) {
        assertThatThrownBy(() -> work.add(new Seal(id, "explicit")))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageStartingWith("Cannot store Seal.id of id " + id
                        + ", found long: column seals.id is generated always, and this identifier was not drawn from"
                        + " its sequence, which would make it again for another aggregate; draw it,"
                        + " work.nextId(Seal.class), or leave it to add(...), or let the column take identifiers of"
                        + " the application's: generated by default as identity. Nothing was written; correct the"
                        + " object in the domain, or the mapping where that is too narrow.");
    }

    @Test
    void over_an_identity_that_is_generated_always_only_what_was_drawn_is_taken() {
        Seal filled = new Seal(0, "filled");
        long drawn;
        try (SqlUnitOfWork work = store.begin()) {
            work.add(filled);
            drawn = work.<Long>nextId(Seal.class);
            Seal constructed = new Seal(drawn, "constructed");
            work.add(constructed);
            assertNotDrawn(work, 1_000_000);
            assertNotDrawn(work, -1);
            assertNotDrawn(work, drawn + 1); // fetched with its block maybe, but given to nobody
            assertThat(work.commit().rows()).containsEntry("seals", 2);
        }
        assertThat(store.load(Seal.class, drawn).text).isEqualTo("constructed");

        long early = store.keelson().call(Store.CONTEXT, work -> work.<Long>nextId(Seal.class));
        store.keelson().run(Store.CONTEXT, work -> work.add(new Seal(early, "drawn in another unit of work")));
        assertThat(store.load(Seal.class, early).text).isEqualTo("drawn in another unit of work");

        store.database().execute("insert into seals (text, version) values ('theirs', 1)");
        long theirs = (Long) store.database()
                .query("select id from seals where text = 'theirs'")
                .getFirst()
                .getFirst();
        store.keelson().run(Store.CONTEXT, work -> {
            Seal seal = work.get(Seal.class, theirs);
            work.remove(seal);
            work.add(new Seal(theirs, "taken up again"));
        });
        assertThat(store.load(Seal.class, theirs).text).isEqualTo("taken up again");
    }

    @Test
    void without_validation_and_by_plain_statements_it_is_the_same() {
        try (Keelson plain = mapped().validate(false)
                        .portable(true)
                        .dataSource(store.database().application())
                        .build();
                SqlUnitOfWork work = plain.begin(Store.CONTEXT)) {
            Seal filled = new Seal(0, "plain");
            work.add(filled);
            assertNotDrawn(work, 1_000_000);
            long byTheOther = store.keelson().call(Store.CONTEXT, other -> other.<Long>nextId(Seal.class));
            assertNotDrawn(work, byTheOther); // each knows what it drew itself
            work.commit();
            assertThat(store.load(Seal.class, filled.number()).text).isEqualTo("plain");
        }
    }
}
