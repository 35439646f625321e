package dev.keelson.work.sets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.WritingSql;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.sets.Bazaar.Order;
import dev.keelson.work.sets.Bazaar.Stall;
import dev.keelson.work.sets.Bazaar.Status;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot be written at once is refused before anything is sent, by name and with the mend. */
class SetRefusalsTest {

    private static TestDatabase database;
    private static Keelson keelson;

    private static KeelsonBuilder mapped() {
        KeelsonBuilder keelson =
                Keelson.builder().policy(Tenancy.byColumn("tenant_id")).policy(Audit.columns());
        Bazaar.map(keelson);
        return keelson;
    }

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        keelson = mapped().dataSource(database.application()).build();
    }

    @AfterAll
    static void drop() {
        keelson.close();
        database.close();
    }

    private static void refused(Consumer<WritingSql> write, String message) {
        try (SqlUnitOfWork work = keelson.begin(PolicyStage.by("jane", PolicyStage.NOON))) {
            assertThatThrownBy(() -> write.accept(work.sql()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void an_identifier_and_a_version() {
        refused(
                sql -> sql.update(Order.class).set("id", new java.util.UUID(0, 1)),
                "Cannot write Order.id at once: it tells one row from another, as an identifier does, and that is for"
                        + " life. Remove the one, and add another.");
        refused(
                sql -> sql.update(Order.class).set("version", 3),
                "Cannot write Order.version at once: it is the version, which every write raises by one. Leave it out:"
                        + " it is raised by itself.");
        refused(
                sql -> sql.update(Order.class, "lines").set("id", new java.util.UUID(0, 1)),
                "Cannot write Order.lines.id at once: it tells one row from another, as an identifier does, and that"
                        + " is for life. Remove the one, and add another.");
    }

    @Test
    void what_is_no_property_or_lies_elsewhere() {
        refused(
                sql -> sql.update(Order.class).set("statsu", Status.PAID),
                "Cannot set 'statsu': Order has no property 'statsu'; did you mean 'status'? It has id, status, total,"
                        + " paid, note, count, due, address, customer, metadata, lines, boxes, tags, points.");
        refused(
                sql -> sql.update(Order.class).set("lines", null),
                "Cannot write Order.lines at once: it lies in rows of a table of its own. Write these:"
                        + " update(Order.class, \"lines\"), or delete them.");
        refused(
                sql -> sql.update(Order.class).set("paid.amount", null),
                "Cannot write Order.paid.amount at once: Order.paid, in which it lies, may be absent. Set the whole of"
                        + " it.");
        refused(
                sql -> sql.update(Order.class).set("metadata.n", 1),
                "Cannot write Order.metadata at once: what lies inside of JSON is no property. Set the whole value.");
        refused(
                sql -> sql.update(Stall.class).set("poles", 1),
                "Cannot write Stall.poles at once: not all of its classes have it. Name the class that has it in"
                        + " update(...).");
        refused(
                sql -> sql.update(Order.class, "address"),
                "Cannot write Order.address at once: it lies in columns of its owner's row. Set it there:"
                        + " update(...).set(\"address\", ...).");
        refused(
                sql -> sql.update(Order.class, "tags").set("name", "x"),
                "Cannot write Order.tags at once: its elements are values without properties. Delete those that are not"
                        + " wanted, or load the aggregates and change them.");
    }

    @Test
    void values_that_no_row_can_have() {
        refused(
                sql -> sql.update(Order.class).set("status", null),
                "Cannot write Order.status at once: it is never absent. Give it a value.");
        try (SqlUnitOfWork work = keelson.begin(PolicyStage.by("jane", PolicyStage.NOON))) {
            assertThatThrownBy(() -> work.sql().update(Order.class).set("note", "a\0b"))
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("Order.note");
        }
        refused(
                sql -> sql.update(Order.class).set("count", 1).set("count", 2),
                "Cannot write Order.count at once: it is set twice. Say what it becomes in the end.");
    }

    @Test
    void what_says_nothing_of_what_is_hit() {
        refused(
                sql -> sql.update(Order.class).set("count", 1).onCommit(),
                "Cannot write Order at once: no condition says what is hit. Say where(one -> ...), or everywhere()"
                        + " where all are meant.");
        refused(
                sql -> sql.delete(Order.class).onCommit(),
                "Cannot write Order at once: no condition says what is hit. Say where(one -> ...), or everywhere()"
                        + " where all are meant.");
        refused(
                sql -> sql.update(Order.class).everywhere().onCommit(),
                "Cannot write Order at once: nothing is set. Say set(\"...\", value).");
        refused(
                sql -> sql.insert(Order.class),
                "Cannot insert Order at once: an insert from a select would store what no constructor has seen. Load"
                        + " what it is made of, make the aggregates, and add them: work.add(...), a chunk at a time.");
    }

    @Test
    void all_of_it_on_h2() {
        try (PolicyStage stage = PolicyStage.open(Setting.H2, mapped());
                SqlUnitOfWork work = stage.keelson().begin(PolicyStage.by("jane", PolicyStage.NOON))) {
            assertThatThrownBy(() -> work.sql().update(Order.class))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot write Order at once: the unit of work is one on a database whose statements write"
                                    + " one table each, as H2's do. Load the aggregates and change them, or run this on"
                                    + " PostgreSQL.");
        }
    }

    @Test
    void all_of_it_where_a_policy_decides_over_each_row() {
        try (Keelson journaled = mapped().policy(new Vetoing())
                        .dataSource(database.application())
                        .build();
                SqlUnitOfWork work = journaled.begin(PolicyStage.by("jane", PolicyStage.NOON))) {
            work.sql().update(Order.class).set("count", 1).everywhere().onCommit();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("a set-based update of Order does not show it the rows");
            work.discard();
        }
    }
}
