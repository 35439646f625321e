package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.database.CommitOutcome;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.track.Tracked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What was committed. Its tables and versions are counted when somebody asks. Immutable. */
final class Receipt implements CommitReceipt {

    static final CommitReceipt EMPTY = new Receipt(
            null, new RowPlan(List.of(), List.of()), new ChangeSet(List.of()), List.of(), new CommitOutcome(0));

    private final @Nullable CommandToken token;
    private final RowPlan plan;
    private final ChangeSet changes;
    private final List<Tracked> tracked;
    private final CommitOutcome outcome;

    Receipt(
            @Nullable CommandToken token,
            RowPlan plan,
            ChangeSet changes,
            List<Tracked> tracked,
            CommitOutcome outcome) {
        this.token = token;
        this.plan = plan;
        this.changes = changes;
        this.tracked = tracked;
        this.outcome = outcome;
    }

    @Override
    public Optional<CommandToken> token() {
        return Optional.ofNullable(token);
    }

    @Override
    public boolean isEmpty() {
        return plan.isEmpty();
    }

    @Override
    public Map<String, Integer> rows() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (Change change : plan.writes()) {
            if (change.kind() != Kind.GUARD) {
                rows.merge(change.table(), 1, Integer::sum);
            }
        }
        return rows;
    }

    @Override
    public OptionalLong version(Class<?> type, Object id) {
        return changes.aggregates().stream()
                .filter(change -> change.owner().type() == type
                        && change.owner().id().equals(id)
                        && change.after() != null
                        && !change.rows().isEmpty())
                .mapToLong(change -> change.after() == null
                        ? -1
                        : GuardRoot.version(change.after().root()))
                .filter(version -> version >= 0)
                .findFirst();
    }

    @Override
    public <A> A current(Class<A> type, Object id) {
        boolean written = changes.aggregates().stream()
                .anyMatch(change ->
                        change.owner().type() == type && change.owner().id().equals(id) && change.after() != null);
        return tracked.stream()
                .filter(one -> written && one.model().type() == type && one.id().equals(id))
                .map(one -> type.cast(one.aggregate()))
                .findFirst()
                .orElseThrow(() -> new AggregateNotFoundException(type, List.of(id)));
    }

    @Override
    public int roundTrips() {
        return outcome.roundTrips();
    }

    @Override
    public String toString() {
        return isEmpty() ? "nothing committed" : "committed " + rows() + " in " + roundTrips() + " round trip(s)";
    }
}
