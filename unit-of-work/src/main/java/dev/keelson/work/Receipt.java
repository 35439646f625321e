package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.execute.CommitOutcome.Committed;
import dev.keelson.work.execute.CommitOutcome.Hit;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.row.RowType;
import dev.keelson.work.track.Tracked;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was committed. Its tables and versions are counted when somebody asks. Immutable. */
final class Receipt implements CommitReceipt {

    static final CommitReceipt EMPTY = new Receipt(
            null, RowPlan.EMPTY, new ChangeSet(List.of()), List.of(), new Committed(0, List.of(), List.of()), Map.of());

    private final @Nullable CommandToken token;
    private final RowPlan plan;
    private final ChangeSet changes;
    private final List<Tracked> tracked;
    private final Committed outcome;
    private final Map<Class<?>, Long> hits;

    Receipt(
            @Nullable CommandToken token,
            RowPlan plan,
            ChangeSet changes,
            List<Tracked> tracked,
            Committed outcome,
            Map<Class<?>, Long> hits) {
        this.token = token;
        this.plan = plan;
        this.changes = changes;
        this.tracked = tracked;
        this.outcome = outcome;
        this.hits = hits;
    }

    @Override
    public Optional<CommandToken> token() {
        return Optional.ofNullable(token);
    }

    @Override
    public boolean isEmpty() {
        return plan.isEmpty() && !isHitting();
    }

    private boolean isHitting() {
        List<Hit> told = outcome.hits();
        return told == null || told.stream().anyMatch(hit -> hit.roots() > 0);
    }

    @Override
    public OptionalLong hits(Class<?> type) {
        Long roots = hits.get(type);
        return roots == null ? OptionalLong.empty() : OptionalLong.of(roots);
    }

    @Override
    public Map<String, Integer> rows() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        Set<Map.Entry<RowType, Object>> seen = new HashSet<>();
        for (Change change : plan.writes()) {
            boolean first = seen.add(Map.entry(change.rowType(), change.row().key()));
            if (first) { // a row may be written in two steps
                rows.merge(change.table(), 1, Integer::sum);
            }
        }
        return rows;
    }

    @Override
    public OptionalLong version(Class<?> type, Object id) {
        AggregateChange change = find(type, id).map(this::change).orElse(null);
        if (change == null || change.after() == null || change.rows().isEmpty()) {
            return OptionalLong.empty();
        }
        long version = GuardRoot.version(change.after().rows().root());
        return version < 0 ? OptionalLong.empty() : OptionalLong.of(version);
    }

    @Override
    public <A> A current(Class<A> type, Object id) {
        return find(type, id)
                .map(Tracked::aggregate)
                .map(type::cast)
                .orElseThrow(() -> new AggregateNotFoundException(type, List.of(id)));
    }

    /** What is tracked of an aggregate that was committed and is still there. */
    private Optional<Tracked> find(Class<?> type, Object id) {
        return tracked.stream()
                .filter(one -> type.isInstance(one.aggregate()) && one.id().equals(id))
                .filter(one -> {
                    AggregateChange change = change(one);
                    return change != null && change.after() != null;
                })
                .findFirst();
    }

    private @Nullable AggregateChange change(Tracked one) {
        return changes.aggregates().stream()
                .filter(change -> change.owner().family() == one.model().family()
                        && change.owner().id().equals(one.id()))
                .findFirst()
                .orElse(null);
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
