package dev.keelson.testing.laws;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.testing.laws.Others.Stored;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The single comparisons of a trial. Used by one thread. */
final class Checks {

    private final World world;
    private final AggregateModel model;
    private final Choices choices;

    Checks(World world, AggregateModel model) {
        this.world = world;
        this.model = model;
        this.choices = world.choices();
    }

    BrokenLaw broken(Law law, String path, String expected, RuntimeException found) {
        return BrokenLaw.of(law, path, expected, String.valueOf(found.getMessage()));
    }

    BrokenLaw unreadable(HydrationException unreadable) {
        String path = model.name() + (unreadable.property().isEmpty() ? "" : "." + unreadable.property());
        return broken(Law.ROUND_TRIP, path, "it is loaded", unreadable);
    }

    void same(Flat expected, Flat found) {
        String differing = choices.first(expected.differing(found));
        if (differing != null && choices.asks(Law.ROUND_TRIP)) {
            throw BrokenLaw.of(Law.ROUND_TRIP, differing, expected.text(differing), found.text(differing));
        }
    }

    /** Where a plan first writes. */
    String path(CommitPlan plan) {
        String reason = plan.isEmpty()
                ? ""
                : plan.operations().get(plan.operations().size() - 1).reasons().get(0);
        for (RowOperation operation : plan.operations()) {
            String said = operation.reasons().get(0);
            if (operation.kind() == RowOperation.Kind.UPDATE && said.startsWith(model.name() + ".")) {
                reason = said;
                break;
            }
        }
        int end = reason.indexOf(' ');
        return end > 0 && reason.startsWith(model.name()) ? reason.substring(0, end) : model.name();
    }

    /** A change writes its own columns, and what goes with every change. */
    void minimal(String path, CommitPlan plan, Set<String> differing, Flat before, Flat after) {
        boolean isReshaped = differing.stream().anyMatch(one -> one.endsWith(".size") || one.endsWith(".class"));
        if (isReshaped || !choices.asks(Law.MINIMAL_UPDATE)) {
            return;
        }
        Set<String> allowed = new TreeSet<>();
        for (String one : differing) {
            allowed.addAll(before.columns(one));
            allowed.addAll(after.columns(one));
        }
        for (RowOperation operation : plan.operations()) {
            RowType type = Ledger.type(model, operation.table());
            boolean isWrite = operation.kind() != RowOperation.Kind.GUARD;
            if (isWrite && (type == null || !isAllowed(operation, type, allowed))) {
                throw BrokenLaw.of(Law.MINIMAL_UPDATE, path, "a write of " + allowed + " alone", plan.toString());
            }
        }
    }

    private boolean isAllowed(RowOperation operation, RowType type, Set<String> allowed) {
        List<String> columns = new ArrayList<>();
        if (operation.kind() == RowOperation.Kind.UPDATE) {
            columns.addAll(operation.columns().keySet());
            world.policies().rule(type).updated().forEach(one -> columns.remove(one.name()));
            for (int generated : type.generated()) {
                columns.remove(type.column(generated).name());
            }
            if (type.version() >= 0) {
                columns.remove(type.column(type.version()).name());
            }
            return columns.stream().allMatch(one -> allowed.contains(type.table() + "." + one));
        }
        return type.keyColumns().stream()
                .anyMatch(one ->
                        allowed.contains(type.table() + "." + type.column(one).name()));
    }

    /** The version that the database has is the one that Keelson tells. */
    void version(Ledger.Entry root, OptionalLong told, OptionalLong before, Moment moment) {
        if (told.isEmpty() || !choices.asks(Law.VERSION)) {
            return;
        }
        long stored = world.bare("read a version", connection -> world.ledger().version(connection, root, moment));
        String column =
                model.name() + "." + root.type().column(root.type().version()).name();
        if (stored != told.getAsLong()) {
            throw BrokenLaw.of(
                    Law.VERSION, column, "version " + told.getAsLong() + " in the database", "version " + stored);
        }
        boolean isOnce = before.isEmpty()
                || (model.versioning().fromClock() ? stored > before.getAsLong() : stored == before.getAsLong() + 1);
        if (!isOnce) {
            throw BrokenLaw.of(
                    Law.VERSION,
                    column,
                    "version " + (before.getAsLong() + 1) + " after one commit",
                    "version " + stored);
        }
    }

    void raised(Stored stored, CommitReceipt receipt, OptionalLong before, Moment moment, CommitPlan plan) {
        Ledger.Entry root = stored.rows().get(0);
        OptionalLong told = receipt.version(stored.aggregate().getClass(), stored.id());
        version(root, told, before, moment);
        boolean isStamped = plan.operations().stream()
                .anyMatch(one -> one.kind() == RowOperation.Kind.UPDATE
                        && one.table().equals(root.type().table().toString()));
        if (isStamped) {
            policies(List.of(root), moment, RowOperation.Kind.UPDATE);
        }
    }

    /** The policies' columns of some rows hold what a moment says. */
    void policies(List<Ledger.Entry> rows, Moment moment, RowOperation.Kind kind) {
        boolean areSilent = rows.stream().allMatch(row -> columns(row, kind).isEmpty());
        if (!choices.asks(Law.POLICIES) || areSilent) {
            return;
        }
        BrokenLaw broken = world.bare("read policies' columns", connection -> {
            for (Ledger.Entry row : rows) {
                for (PolicyColumn column : columns(row, kind)) {
                    Object value = moment.value(column);
                    String other = world.ledger().other(connection, row, column.name(), column.type(), value, moment);
                    if (other != null) {
                        return BrokenLaw.of(
                                Law.POLICIES,
                                row.type().path() + "." + column.name(),
                                column.noun() + " " + value + " after " + kind,
                                other);
                    }
                }
            }
            return null;
        });
        if (broken != null) {
            throw broken;
        }
    }

    private List<PolicyColumn> columns(Ledger.Entry row, RowOperation.Kind kind) {
        TableRule rule = world.policies().rule(row.type());
        return switch (kind) {
            case INSERT -> rule.inserted();
            case UPDATE -> rule.updated();
            default -> rule.hidden();
        };
    }
}
