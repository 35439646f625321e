package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.conformance.Crate.Box;
import dev.keelson.work.conformance.Ticket.TicketId;
import dev.keelson.work.shapes.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Conformance: what a failure leaves behind, in the database and in memory. */
@ParameterizedClass
@EnumSource(Variant.class)
@SuppressWarnings("NullAway.Init")
class FailureConformanceTest {

    @Parameter
    Variant variant;

    private static Ground ground;

    @BeforeParameterizedClassInvocation
    static void create(Variant variant) {
        ground = Ground.of(
                variant,
                (as, keelson) -> {
                    Crate.map(as, keelson);
                    Person.map(as, keelson);
                    Ticket.map(as, keelson);
                },
                more(variant).toArray(String[]::new));
    }

    private static List<String> more(Variant variant) {
        List<String> more = new ArrayList<>(Conflict.of(variant));
        more.add("alter table crate_boxes add constraint no_box_is_bad check (name <> 'bad')");
        if (!variant.isOnH2()) { // which calls no key by the name of its table anyway, and defers nothing
            more.add("create table labels (label text primary key)");
            more.add("alter table crates add constraint crate_has_a_label foreign key (note) references labels"
                    + " deferrable initially deferred");
        }
        if (!variant.isOnH2()
                && !variant.isRowByRow()) { // under row-level security a key is known by its usual name alone
            more.add("alter table people rename constraint people_pkey to pk_people");
        }
        return more;
    }

    @AfterParameterizedClassInvocation
    static void drop() {
        ground.close();
    }

    @BeforeEach
    void empty() {
        ground.empty();
    }

    private static Crate crate(SqlUnitOfWork work, int number) {
        return work.get(Crate.class, Ground.id(number));
    }

    private static List<String> everything() {
        List<String> all = new ArrayList<>();
        for (String table : List.of("crates", "crate_boxes", "people", "tickets")) {
            all.addAll(ground.rows("select '" + table + "', t.* from " + table + " t order by 1, 2"));
        }
        return all;
    }

    @Test
    void after_a_failed_statement_all_is_as_before_and_mended_it_commits() { // 105
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")), Crate.of(2, "tools"), Crate.of(3, "gone"));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate crate = crate(work, 1);
            Crate added = Crate.of(4, "added");
            Ticket ticket = new Ticket(null, "numbered");
            crate.label = "changed";
            crate.boxes.getFirst().name = "bad";
            crate.boxes.add(Box.of(12, "pears"));
            work.remove(crate(work, 3));
            work.add(added);
            work.add(ticket);
            TicketId id = Objects.requireNonNull(ticket.id);
            List<String> rows = everything();
            String plan = work.plan().toString();

            ConstraintViolationException refused =
                    catchThrowableOfType(ConstraintViolationException.class, work::commit);
            assertThat(refused).hasMessageContainingAll("no_box_is_bad", "crate_boxes", "Crate[" + Ground.id(1) + "]");
            assertThat(refused.constraint()).isEqualTo("no_box_is_bad");
            assertThat(refused.table()).isEqualTo("crate_boxes");
            assertThat(everything()).isEqualTo(rows);
            assertThat(work.plan()).hasToString(plan);
            assertThat(crate(work, 1)).isSameAs(crate);
            assertThat(crate(work, 4)).isSameAs(added);
            assertThat(work.find(Crate.class, Ground.id(3))).isEmpty();
            assertThat(ticket.id).isEqualTo(id);
            assertThat(List.of(crate.label, crate.boxes.getFirst().name, crate.boxes.getLast().name))
                    .containsExactly("changed", "bad", "pears");

            crate.boxes.getFirst().name = "good";
            assertThat(ground.commit(work).planned())
                    .containsExactlyInAnyOrderElementsOf(ground.expected(
                            "DELETE crates 3",
                            "UPDATE crates 1 (label, version)",
                            "UPDATE crate_boxes 11 (name)",
                            "INSERT crate_boxes 12",
                            "INSERT crates 4",
                            "INSERT tickets " + id.value()));
            assertThat(work.plan().isEmpty()).isTrue();
            ground.assertStored(crate, crate.id);
        }
        assertThat(ground.rows("select id, label from crates order by id"))
                .containsExactly("1 changed", "2 tools", "4 added");
        assertThat(ground.rows("select id, name from crate_boxes order by id")).containsExactly("11 good", "12 pears");
        ground.assertVersion("crates", 1, 2);
        ground.assertVersion("crates", 4, 1);
    }

    @Test
    void an_identity_that_a_row_has_is_refused_with_class_and_id() { // 106
        ground.save(Crate.of(1, "stored"));
        Throwable refusal = ground.refused(work -> {
            work.add(Crate.of(2, "more"));
            work.add(Crate.of(1, "again"));
        });
        assertThat(refusal)
                .isInstanceOfSatisfying(DuplicateAggregateException.class, duplicate -> {
                    assertThat(duplicate.type()).isEqualTo(Crate.class);
                    assertThat(duplicate.id()).isEqualTo(Ground.id(1));
                    assertThat(duplicate.inMemory()).isFalse();
                })
                .hasMessageContaining("Crate[" + Ground.id(1) + "]");
        assertThat(ground.rows("select id, label from crates")).containsExactly("1 stored");
    }

    @Test
    void an_identity_that_a_row_has_is_refused_so_whatever_the_key_is_called() { // 106
        ground.save(Person.of(1, "a@x"));
        assertThat(ground.refused(work -> work.add(Person.of(1, "b@x"))))
                .isInstanceOf(DuplicateAggregateException.class)
                .hasMessageContaining("Person[" + Ground.id(1) + "]");
        assertThat(ground.rows("select id, email from people")).containsExactly("1 a@x");
    }

    @Test
    @NotOn(value = Backend.H2, because = "a connection within the process cannot be cut")
    void where_the_rollback_fails_too_the_first_error_is_thrown_and_the_second_attached() { // 107
        boolean seen = false;
        for (int messages = 1; messages < 100 && !seen; messages++) {
            empty();
            ground.save(Crate.of(1, "fruit", Box.of(11, "apples")), Crate.of(2, "guarded"));
            try (SqlUnitOfWork work = ground.begin()) {
                crate(work, 1).boxes.getFirst().name = "bad";
                work.requireUnchanged(crate(work, 2)); // one statement alone would need no rollback
                ground.traffic().wire().cutAfterClientMessages(messages);
                Throwable refusal = catchThrowable(work::commit);
                ground.traffic().wire().disarm();
                if (refusal instanceof ConstraintViolationException violation) {
                    assertThat(violation.constraint()).isEqualTo("no_box_is_bad");
                    seen = violation.getCause().getSuppressed().length > 0;
                }
                work.discard();
            }
            assertThat(ground.rows("select name from crate_boxes")).containsExactly("apples");
        }
        assertThat(seen).as("a rollback that failed").isTrue();
    }

    @Test
    @NotOn(value = Backend.H2, because = "it defers no constraint, so that COMMIT does not fail")
    void where_the_commit_itself_fails_nothing_counts_as_saved() { // 108
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")), Crate.of(2, "tools"));
        try (SqlUnitOfWork work = ground.begin()) {
            work.remove(crate(work, 1));
            crate(work, 2).label = "changed";
            crate(work, 2).note = "unlisted";
            List<String> rows = everything();
            String plan = work.plan().toString();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContainingAll("crate_has_a_label", "crates");
            assertThat(everything()).isEqualTo(rows);
            assertThat(work.plan()).hasToString(plan);

            ground.execute("insert into labels values ('unlisted')");
            assertThat(ground.commit(work).written())
                    .isEqualTo(ground.expected(
                            "delete crate_boxes", "delete crates", "update crates (label, note, version)"));
        }
        assertThat(ground.rows("select id, label from crates")).containsExactly("2 changed");
        ground.assertVersion("crates", 2, 2);
    }

    @Test
    @SuppressWarnings("NullAway") // the domain breaks its own rule
    void after_what_can_be_mended_the_unit_of_work_commits() { // 109
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate crate = crate(work, 1);
            crate.boxes.getFirst().name = "bad";
            assertThatThrownBy(work::commit).isInstanceOf(ConstraintViolationException.class);
            crate.boxes.getFirst().name = null;
            assertThatThrownBy(work::commit).isInstanceOf(UnstorableValueException.class);
            crate.boxes.getFirst().name = "good";
            ground.commit(work);
        }
        assertThat(ground.rows("select name from crate_boxes")).containsExactly("good");
        ground.assertVersion("crates", 1, 2);
    }

    @Test
    @NotOn(value = Backend.H2, because = "a connection within the process cannot be cut")
    void after_a_lost_connection_the_unit_of_work_commits() { // 109
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")));
        try (SqlUnitOfWork work = ground.begin()) {
            crate(work, 1).boxes.getFirst().name = "good";
            ground.traffic().wire().cutBeforeRequest();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("it is certain that nothing was committed");
            assertThat(ground.rows("select name from crate_boxes")).containsExactly("apples");
            ground.commit(work);
        }
        assertThat(ground.rows("select name from crate_boxes")).containsExactly("good");
        ground.assertVersion("crates", 1, 2);
    }

    @Test
    void after_a_conflict_the_unit_of_work_is_read_but_committed_no_more() { // 109
        ground.save(Crate.of(1, "fruit"), Crate.of(2, "tools"));
        try (SqlUnitOfWork work = ground.begin()) {
            crate(work, 1).label = "slow";
            ground.commit(fast -> fast.remove(crate(fast, 1)));
            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
            assertReadOnly(work, "Crate[" + Ground.id(1) + "]");
        }
        try (SqlUnitOfWork work = ground.begin()) {
            crate(work, 2).label = "conflict";
            assertThatThrownBy(work::commit)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("40001");
            assertReadOnly(work, "40001");
        }
        assertThat(ground.rows("select id, label from crates")).containsExactly("2 tools");
    }

    /** Read it may be; each commit is refused alike, whatever was mended in between. */
    private static void assertReadOnly(SqlUnitOfWork work, String failure) {
        assertThat(crate(work, 2)).isSameAs(crate(work, 2));
        assertThat(work.plan().isEmpty()).isFalse();
        for (int n = 0; n < 2; n++) {
            ground.traffic().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContainingAll("not to be committed any more", failure, "fresh unit of work");
            assertThat(ground.traffic().sent()).isEmpty();
            work.discard();
        }
    }

    @Test
    void another_thread_is_refused_and_both_are_named() { // 111
        ground.save(Crate.of(1, "fruit"));
        String owner = Thread.currentThread().getName();
        try (SqlUnitOfWork work = ground.begin();
                ExecutorService threads = Executors.newSingleThreadExecutor(task -> new Thread(task, "intruder"))) {
            Crate crate = crate(work, 1);
            crate.label = "changed";
            Throwable refusal = CompletableFuture.supplyAsync(() -> catchThrowable(work::commit), threads)
                    .join();
            assertThat(refusal)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContainingAll("commit", "thread '" + owner + "'", "thread 'intruder'");
            assertThat(ground.rows("select label from crates")).containsExactly("fruit");
            assertThat(ground.commit(work).planned()).isEqualTo(ground.expected("UPDATE crates 1 (label, version)"));
        }
        assertThat(ground.rows("select label from crates")).containsExactly("changed");
    }
}
