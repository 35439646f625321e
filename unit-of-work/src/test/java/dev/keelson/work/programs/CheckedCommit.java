package dev.keelson.work.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Commits, and holds what was planned, written and stored to the oracle. */
final class CheckedCommit {

    private final Backend backend;
    private final String tenant;
    private final Collection<Row> besides;

    /**
     * On this database.
     *
     * @param besides rows that no program touches
     */
    CheckedCommit(Backend backend, String tenant, Collection<Row> besides) {
        this.backend = backend;
        this.tenant = tenant;
        this.besides = besides;
    }

    /** Commits what a scene has come to. */
    void commit(Scene scene) {
        Stored next = scene.next();
        Expected expected = new Expected(scene.stored().rows(), next.rows());
        scene.say("commit; " + expected.circles());
        try {
            commit(scene, next, expected);
        } catch (RuntimeException | AssertionError failure) {
            expected.written().forEach(write -> scene.say("  expected " + write));
            throw failure;
        }
        scene.committed(next);
    }

    private void commit(Scene scene, Stored next, Expected expected) {
        CommitPlan plan = scene.work().plan();
        assertThat(expected.faults(WrittenRow.in(plan, tenant))).as("plan").isEmpty();
        assertThat(expected.wrongValues(plan, tenant)).as("values of the plan").isEmpty();
        assertThat(backend.audit()).as("written before the commit").isEmpty();
        int connections = backend.connections();

        CommitReceipt receipt = scene.work().commit();

        assertStored(next);
        if (backend.isAudited()) {
            assertThat(expected.faults(backend.audit())).as("written").isEmpty();
        }
        if (expected.isNothing() && !scene.isGuarded()) {
            assertThat(receipt.isEmpty()).as("receipt of nothing").isTrue();
            assertThat(backend.connections()).as("connections").isEqualTo(connections);
        }
        assertThat(receipt.rows()).as("rows of the receipt").isEqualTo(expected.rowsOfTables());
        assertVersions(scene, next, receipt);
    }

    /** The rows of all tables are these, and those besides. */
    void assertStored(Stored stored) {
        Set<Row> rows = new HashSet<>(backend.rows());
        Set<Row> must = new HashSet<>(stored.rows().values());
        must.addAll(besides);
        if (!rows.equals(must)) {
            Set<Row> missing = new HashSet<>(must);
            missing.removeAll(rows);
            rows.removeAll(must);
            throw new AssertionError("Rows that there must be: " + missing + "\n  rows there instead: " + rows);
        }
    }

    private static void assertVersions(Scene scene, Stored next, CommitReceipt receipt) {
        for (Object aggregate : scene.known()) {
            RootKey key = RootKey.of(aggregate);
            Row root = next.aggregates().getOrDefault(key, List.of()).getFirst();
            String column = root.table().version();
            String version = root.columns().get(column);
            OptionalLong given = receipt.version(key.type(), key.id());
            if (given.isPresent()) {
                assertThat(Long.toString(given.getAsLong()))
                        .as("version of " + key)
                        .isEqualTo(version);
                if (aggregate instanceof Booking booking) { // one replaced by its equal keeps what the domain wrote
                    assertThat(Integer.toString(booking.revision))
                            .as("revision of " + key)
                            .isEqualTo(version);
                }
            }
        }
    }

    /** A commit that must fail leaves all as it was. */
    void refused(Scene scene, Class<? extends RuntimeException> by) {
        scene.say("commit, to be refused by " + by.getSimpleName());
        RuntimeException refusal = null;
        try {
            scene.work().commit();
        } catch (RuntimeException thrown) {
            refusal = thrown;
        }
        assertThat(refusal).as("refusal").isInstanceOf(by);
        assertStored(scene.stored());
        assertThat(backend.audit()).as("written in spite of the refusal").isEmpty();
    }
}
