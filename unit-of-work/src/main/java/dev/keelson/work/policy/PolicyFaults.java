package dev.keelson.work.policy;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Column.Writer;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with what policies say, told by the mapping alone. Used by one thread, once. */
final class PolicyFaults {

    private final List<Fault> faults = new ArrayList<>();
    private boolean hiddenTwice;

    List<Fault> all() {
        return faults;
    }

    /** The later one would hold, and row-level security read what the earlier policy never said; names do not tell case. */
    void settings(List<Policy> policies) {
        Map<String, List<String>> makers = new LinkedHashMap<>();
        for (Policy policy : policies) {
            for (SessionSetting setting : Policies.settings(policy)) {
                makers.computeIfAbsent(setting.name().toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
                        .add(policy.name());
            }
        }
        makers.forEach((name, by) -> {
            if (by.size() > 1) {
                faults.add(new Fault(
                        "setting " + name,
                        "policies make it more than once for each transaction (" + String.join(", ", by)
                                + "), and only the last value would hold",
                        "Have one policy make it, once, or call each by a name of its own"));
            }
        });
    }

    /** An entry that its own command does not see would still hold its token, and nothing could tell what became of it. */
    void log(TableRule rule, RowType log) {
        for (PolicyColumn column : rule.columns()) {
            if (log.columns().stream().anyMatch(own -> own.name().equals(column.name()))) {
                log(log, column, "the log has a column of that name", "Call the policy's otherwise");
            } else if (rule.filters().stream()
                    .anyMatch(filter -> filter.column().equals(column))) {
                log(
                        log,
                        column,
                        "a filter may leave out entries whose tokens are taken, and Keelson could not tell what became"
                                + " of their commits",
                        "Leave tables of role COMMIT_LOG out of filters and of hiding");
            } else if (rule.walls().contains(column) && !rule.keyColumns().contains(column)) {
                log(
                        log,
                        column,
                        "a wall that does not lead the log's key keeps entries out of sight whose tokens are taken all"
                                + " the same",
                        "Have the wall lead keys, or leave tables of role COMMIT_LOG out of it");
            }
        }
    }

    private void log(RowType log, PolicyColumn column, String why, String mend) {
        faults.add(new Fault(
                log.path(), "a policy cannot add column " + column.name() + " to the commit log: " + why, mend));
    }

    /** Each class that a policy names is one of an aggregate's root, or above some. */
    void names(List<Policy> policies, Collection<AggregateModel> aggregates) {
        for (Policy policy : policies) {
            for (Class<?> named : policy.aggregates()) {
                if (aggregates.stream().noneMatch(aggregate -> named.isAssignableFrom(aggregate.type()))) {
                    faults.add(new Fault(
                            named.getName(),
                            "policy '" + policy.name() + "' names " + named.getSimpleName()
                                    + ", which is no aggregate of this application, and above none",
                            "Name one of "
                                    + aggregates.stream()
                                            .map(AggregateModel::name)
                                            .collect(Collectors.joining(", "))
                                    + ", or map " + named.getSimpleName() + " as one"));
                }
            }
        }
    }

    private void hides(List<Policy> policies, PolicyTable table) {
        List<String> hiders = new ArrayList<>();
        for (Policy policy : policies) {
            if (Policies.rule(policy, table).hide() != null) {
                hiders.add("'" + policy.name() + "'");
            }
        }
        if (hiders.size() > 1) {
            hiddenTwice = true;
            faults.add(new Fault(
                    table.rows().path(),
                    "policies " + String.join(" and ", hiders) + " both hide rows of table "
                            + table.rows().table() + ", and a row is hidden in one way",
                    "Leave one of them out, or have them hide different aggregates"));
        }
    }

    /** Whether policies hide rows of one table in two ways. */
    boolean areHiddenTwice() {
        return hiddenTwice;
    }

    /** Of policies of one name just one says something of a table, and just one hides its rows. */
    void twice(List<Policy> policies, PolicyTable table) {
        hides(policies, table);
        Set<String> names = new HashSet<>();
        for (Policy policy : policies) {
            boolean isSilent = Policies.rule(policy, table).clauses().isEmpty();
            if (!isSilent && !names.add(policy.name())) {
                faults.add(new Fault(
                        table.rows().path(),
                        "policy '" + policy.name() + "' is there twice, and both say what becomes of table "
                                + table.rows().table(),
                        "Leave one of them out, or have them say it of different aggregates"));
            }
        }
    }

    /** A property of a subclass's further table does not mean a column that policies write in the root's table alone. */
    void shownElsewhere(TableRule ofRoot, RowType root, TableRule ofExtension, RowType extension) {
        for (PolicyColumn column : ofRoot.columns()) {
            int position = extension.position(column.name());
            boolean isFilled = position >= 0 && extension.column(position).writer() == Writer.DATABASE;
            if (isFilled
                    && ofExtension.columns().stream().map(PolicyColumn::name).noneMatch(column.name()::equals)) {
                faults.add(new Fault(
                        extension.path() + "." + extension.column(position).label(),
                        "it shows column " + extension.table() + "." + column.name() + ", but a policy writes "
                                + root.table() + "." + column.name() + " and not this one",
                        "Declare the property in a class above, whose columns lie in " + root.table()
                                + ", or have the classes lie in one table, or in a table each"));
            }
        }
    }

    /** A property that shows a policy's column is of the type that the policy writes, and may be absent where the policy writes nothing. */
    void shown(TableRule rule, RowType rows, LiveLimits live) {
        for (PolicyColumn column : rule.columns()) {
            int position = rows.position(column.name());
            if (position >= 0 && rows.column(position).writer() == Writer.DATABASE) {
                Column shown = rows.column(position);
                String path = rows.path() + "." + shown.label();
                if (shown.type().javaType() != column.type().javaType()) {
                    faults.add(new Fault(
                            path,
                            "it shows column " + rows.table() + "." + column.name() + " as "
                                    + shown.type().sqlName() + ", but a policy writes "
                                    + column.type().sqlName() + " there",
                            "Give the property a type that lies in "
                                    + column.type().sqlName() + ", or the policy's column the other type"));
                } else if (rule.isNullable(column)
                        && !shown.nullable()
                        && live.takesNulls(rows.table(), column.name())) {
                    faults.add(new Fault(
                            path,
                            "it is required, and shows column " + rows.table() + "." + column.name()
                                    + ", which a policy leaves without a value, so that no such row could be loaded",
                            "Let it be absent: an Optional, @Nullable, or .optional()"));
                }
            }
        }
    }
}
