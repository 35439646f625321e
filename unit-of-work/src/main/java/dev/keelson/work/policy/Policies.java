package dev.keelson.work.policy;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.PolicyTable.Role;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The policies of one application, in their {@linkplain Policy#order order}. Thread-safe. */
@Internal
public final class Policies {

    /** The path of the commit log's rows. */
    private static final String COMMIT_LOG = "keelson_commits";

    private final List<Policy> policies;
    private final List<AggregateModel> aggregates;
    private final Map<RowType, PolicyTable> tables = new HashMap<>();
    private final Map<RowType, TableRule> rules = new ConcurrentHashMap<>();
    private final Hiding hiding = new Hiding(this);
    private final CarriedColumns carried;
    private final Map<RowType, Filter> hiddenByDomain;
    private final Sharing sharing;

    /**
     * Puts them in order.
     *
     * @param policies in the order they were added
     */
    public Policies(List<Policy> policies) {
        this(policies, List.of());
    }

    /**
     * Puts them in order.
     *
     * @param policies in the order they were added
     * @param aggregates whose tables they are asked about
     */
    public Policies(List<Policy> policies, Collection<AggregateModel> aggregates) {
        this.policies =
                policies.stream().sorted(Comparator.comparingInt(Policy::order)).toList();
        this.aggregates = List.copyOf(aggregates);
        aggregates.forEach(aggregate -> tables.putAll(AggregateTables.of(aggregate)));
        this.carried = new CarriedColumns(aggregates);
        this.hiddenByDomain = AggregateTables.hiddenByDomain(aggregates);
        this.sharing = new Sharing(this.policies, tables);
        for (RowType own : tables()) {
            tables.put(own, new PolicyTable(own, Role.POLICY, Optional.empty()));
        }
    }

    /** The tables of their own that policies have. */
    public List<RowType> tables() {
        return policies.stream()
                .flatMap(policy -> given(policy, "tables", policy.tables()).stream())
                .toList();
    }

    /** What is wrong with what they say of the application's aggregates; empty where they are sound together. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(settingsMadeTwice());
        PolicyFaults said = new PolicyFaults();
        said.names(policies, aggregates);
        for (AggregateModel aggregate : aggregates) {
            for (TableModel table : aggregate.tables()) {
                said.twice(policies, table(table.rowType()));
                said.shown(rule(table.rowType()), table.rowType());
            }
            RowType root = aggregate.root();
            for (TableModel extension : aggregate.extensions()) {
                said.shownElsewhere(rule(root), root, rule(extension.rowType()), extension.rowType());
            }
        }
        faults.addAll(said.all());
        aggregates.forEach(aggregate -> faults.addAll(new RowFaults(this).of(aggregate)));
        return faults;
    }

    /** The later one would hold, and row-level security read what the earlier policy never said; names do not tell case. */
    private List<Fault> settingsMadeTwice() {
        Map<String, List<String>> makers = new LinkedHashMap<>();
        for (Policy policy : policies) {
            for (SessionSetting setting : settings(policy)) {
                makers.computeIfAbsent(setting.name().toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
                        .add(policy.name());
            }
        }
        List<Fault> faults = new ArrayList<>();
        makers.forEach((name, by) -> {
            if (by.size() > 1) {
                faults.add(new Fault(
                        "setting " + name,
                        "policies make it more than once for each transaction (" + String.join(", ", by)
                                + "), and only the last value would hold",
                        "Have one policy make it, once, or call each by a name of its own"));
            }
        });
        return faults;
    }

    /** The rows of every table that policies are asked about, but for the commit log. */
    public Set<RowType> mapped() {
        return tables.keySet();
    }

    PolicyTable table(RowType rows) {
        PolicyTable known = tables.get(rows);
        if (known != null) {
            return known;
        }
        boolean isLog = rows.path().equals(COMMIT_LOG);
        boolean isRoot = rows.path().indexOf('.') < 0;
        return new PolicyTable(rows, isLog ? Role.COMMIT_LOG : isRoot ? Role.ROOT : Role.PART, Optional.empty());
    }

    /** The policy by which rows of a table are kept apart by a column, as messages call it. */
    String keeper(RowType rows, PolicyColumn column) {
        PolicyTable table = table(rows);
        for (Policy policy : policies) {
            if (rule(policy, table).walls().contains(column)) {
                return policy.name();
            }
        }
        throw new IllegalArgumentException("no policy keeps rows of " + rows + " apart by " + column.name());
    }

    /** The policy that hides rows of a table, as messages call it. */
    public String hider(RowType rows) {
        PolicyTable table = table(rows);
        for (Policy policy : policies) {
            if (rule(policy, table).hide() != null) {
                return policy.name();
            }
        }
        return "soft delete";
    }

    /** What all policies together add to a table. */
    public TableRule rule(RowType table) {
        TableRule known = rules.get(table);
        return known != null ? known : rules.computeIfAbsent(table, this::all);
    }

    private TableRule all(RowType rows) {
        PolicyTable table = table(rows);
        List<Clause> clauses = new ArrayList<>();
        policies.forEach(policy -> clauses.addAll(rule(policy, table).clauses()));
        TableRule rule = new TableRule(clauses, carried.names(rows), hiddenByDomain.get(rows));
        if (table.role() == Role.COMMIT_LOG) {
            requireTokensSeen(rule, rows);
        }
        return rule;
    }

    /** An entry that its own command does not see would still hold its token, and nothing could tell what became of it. */
    private static void requireTokensSeen(TableRule rule, RowType log) {
        for (PolicyColumn column : rule.columns()) {
            if (log.columns().stream().anyMatch(own -> own.name().equals(column.name()))) {
                throw refused(column, "the log has a column of that name. Call the policy's otherwise");
            }
            if (rule.filters().stream().anyMatch(filter -> filter.column().equals(column))) {
                throw refused(
                        column,
                        "a filter may leave out entries whose tokens are taken, and Keelson could not tell what became"
                                + " of their commits. Leave tables of role COMMIT_LOG out of filters and of hiding");
            }
            if (rule.walls().contains(column) && !rule.keyColumns().contains(column)) {
                throw refused(
                        column,
                        "a wall that does not lead the log's key keeps entries out of sight whose tokens are taken all"
                                + " the same. Have the wall lead keys, or leave tables of role COMMIT_LOG out of it");
            }
        }
    }

    private static IllegalArgumentException refused(PolicyColumn column, String why) {
        return new IllegalArgumentException(
                "Cannot have a policy add column " + column.name() + " to the commit log: " + why + ".");
    }

    /**
     * Lets every policy look at a context before any work is done in it.
     *
     * @throws PolicyViolationException if one refuses it
     */
    public void admit(WorkContext context) {
        for (Policy policy : policies) {
            policy.admit(context);
        }
    }

    /** What all policies set in the database for each transaction, in their order. */
    public List<SessionSetting> settings() {
        return policies.stream().flatMap(policy -> settings(policy).stream()).toList();
    }

    /** What one policy says of a table. */
    static TableRule rule(Policy policy, PolicyTable table) {
        return given(policy, "rule of table " + table.rows().table(), policy.rule(table));
    }

    private static List<SessionSetting> settings(Policy policy) {
        return given(policy, "settings", policy.settings());
    }

    private static <T> T given(Policy policy, String what, T given) {
        if (given == null) {
            throw new IllegalStateException("Policy " + policy.name() + " gave null as its " + what
                    + ". Have it give an empty one, such as TableRule.NONE or List.of(), where it has nothing to say.");
        }
        return given;
    }

    /** What of these rows the database is to keep apart as well, in the order of the policies. */
    public List<RowSecurity> rowSecurity(RowType table) {
        List<PolicyColumn> walls = rule(table).walls();
        return policies.stream()
                .flatMap(policy -> policy.rowSecurity().stream())
                .filter(security -> walls.contains(security.column()))
                .toList();
    }

    /**
     * Lets every policy in turn look at the changes of a commit.
     *
     * @throws PolicyViolationException if one vetoes, or what is shared or another's would be written
     */
    public ChangeSet apply(ChangeSet changes, Moment moment) {
        ChangeSet decided = changes;
        for (Policy policy : policies) {
            ChangeSet given = policy.decide(decided, moment);
            if (given == null) {
                throw new IllegalStateException("Policy " + policy.name() + " gave null as what it decides of a commit."
                        + " Have it give back the changes that it got where it leaves them alone.");
            }
            decided = given;
        }
        sharing.check(decided, moment);
        carried.check(decided, moment, this);
        return hiding.of(decided);
    }

    /**
     * Refuses an aggregate that the domain says to be another's.
     *
     * @param name what messages call it
     * @param value the column value of the property that says whose it is; null where it says nothing
     * @throws PolicyViolationException if it is another's
     */
    public void requireOwn(AggregateModel model, String name, @Nullable Object value, Moment moment) {
        carried.requireOwn(model, name, value, moment, this);
    }
}
