package dev.keelson.work.policy;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.PolicyTable.Role;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
    private final LiveLimits limits;
    private final Map<RowType, List<Integer>> nodes;
    private final CarriedColumns carried;
    private final Map<RowType, Filter> hiddenByDomain;
    private final Sharing sharing;
    private final SetAdmission sets;

    /** Puts them in order, asked about no tables. */
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
        this(policies, aggregates, LiveColumns.NONE);
    }

    /**
     * Puts them in order.
     *
     * @param policies in the order they were added
     * @param aggregates whose tables they are asked about
     * @param live the columns to whose limits what they write is held
     */
    public Policies(List<Policy> policies, Collection<AggregateModel> aggregates, LiveColumns live) {
        this.policies =
                policies.stream().sorted(Comparator.comparingInt(Policy::order)).toList();
        this.aggregates = List.copyOf(aggregates);
        this.limits = new LiveLimits(live);
        aggregates.forEach(aggregate -> tables.putAll(AggregateTables.of(aggregate)));
        this.nodes = AggregateTables.nodes(aggregates);
        this.carried = new CarriedColumns(aggregates);
        this.hiddenByDomain = AggregateTables.hiddenByDomain(aggregates);
        this.sharing = new Sharing(this.policies, tables);
        this.sets = new SetAdmission(this.policies, sharing);
        for (RowType own : tables()) {
            tables.put(own, new PolicyTable(own, Role.POLICY, Optional.empty()));
        }
    }

    /** The tables of their own that policies have. */
    public List<RowType> tables() {
        return policies.stream()
                .flatMap(policy -> given(policy, "its tables", policy.tables()).stream())
                .toList();
    }

    /**
     * What is wrong with what they say of the application's aggregates and of the commit log; empty where they are sound together.
     *
     * @param log the commit log's rows, or null where none is kept
     */
    public List<Fault> faults(@Nullable RowType log) {
        PolicyFaults said = new PolicyFaults();
        said.settings(policies);
        said.names(policies, aggregates);
        for (AggregateModel aggregate : aggregates) {
            aggregate.tables().forEach(table -> said.twice(policies, table(table.rowType())));
        }
        if (said.areHiddenTwice()) { // and so have no rule of which more could be said
            return said.all();
        }
        for (AggregateModel aggregate : aggregates) {
            for (TableModel table : aggregate.tables()) {
                said.shown(rule(table.rowType()), table.rowType(), limits);
            }
            RowType root = aggregate.root();
            for (TableModel extension : aggregate.extensions()) {
                said.shownElsewhere(rule(root), root, rule(extension.rowType()), extension.rowType());
            }
        }
        if (log != null) {
            said.log(rule(log), log);
        }
        List<Fault> faults = new ArrayList<>(said.all());
        aggregates.forEach(aggregate -> faults.addAll(new RowFaults(this).of(aggregate)));
        return faults;
    }

    /** Whether writes are judged of which policies do not see the rows. */
    public boolean judgeRows() {
        return sets.judgesRows();
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

    /** Whether a reference leads from a row to what it hangs on: its owner, or in a tree the node above it. */
    public boolean leadsUp(RowType rows, ForeignKey reference) {
        return reference.toParent() || reference.columns().equals(nodes.get(rows));
    }

    /** The policy that would keep the rows of shared aggregates apart, as messages call it; empty for those of one tenant each. */
    public Optional<String> sharedDespite(RowType root) {
        return sharing.keeper(root);
    }

    /** The tables of the parts of aggregates whose roots are of these rows. */
    Set<TableName> parts(RowType root) {
        Optional<Class<?>> aggregate = table(root).aggregate();
        return tables.entrySet().stream()
                .filter(one ->
                        !one.getKey().equals(root) && one.getValue().aggregate().equals(aggregate))
                .map(one -> one.getKey().table())
                .collect(Collectors.toSet());
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

    /** Whether a root of one of these may be hidden. */
    public boolean mayBeHidden(Collection<AggregateModel> members) {
        return members.stream().anyMatch(member -> rule(member.root()).hiding() != null);
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
        return new TableRule(limits.of(clauses, rows.table()), carried.names(rows), hiddenByDomain.get(rows));
    }

    /**
     * Lets every policy look at a context before any work is done in it.
     *
     * @throws PolicyViolationException if one refuses it
     */
    public void admit(WorkContext context) {
        policies.forEach(policy -> policy.admit(context));
    }

    /** What all policies set in the database for each transaction, in their order. */
    public List<SessionSetting> settings() {
        return policies.stream().flatMap(policy -> settings(policy).stream()).toList();
    }

    /** Those of the settings that stand for no wall: which rows they let see, only the database knows. */
    public List<SessionSetting> settingsBesideWalls() {
        return policies.stream()
                .flatMap(policy -> settings(policy).stream()
                        .filter(setting -> policy.rowSecurity().stream()
                                .noneMatch(security -> security.setting().equals(setting))))
                .toList();
    }

    /** What one policy says of a table. */
    static TableRule rule(Policy policy, PolicyTable table) {
        return given(policy, "its rule of table " + table.rows().table(), policy.rule(table));
    }

    static List<SessionSetting> settings(Policy policy) {
        return given(policy, "its settings", policy.settings());
    }

    private static <T> T given(Policy policy, String what, T given) {
        String mend = "Have it give an empty one, such as TableRule.NONE or List.of(), where it has nothing to say.";
        return given(policy, what, mend, given);
    }

    private static <T> T given(Policy policy, String what, String mend, T given) {
        if (given == null) {
            throw new IllegalStateException("Policy " + policy.name() + " gave null as " + what + ". " + mend);
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
            decided = given(
                    policy,
                    "what it decides of a commit",
                    "Have it give back the changes that it got where it leaves them alone.",
                    policy.decide(decided, moment));
        }
        sharing.check(decided, moment);
        carried.check(decided, moment, this);
        return hiding.of(decided);
    }

    /**
     * Refuses a write of many aggregates at once that a policy could not judge row by row, or of what all tenants share.
     *
     * @param attempted what is to be done, as "a set-based update of Order"
     * @param root of the aggregates
     * @param written the values that are the same for all rows of a table, null where none is
     * @throws PolicyViolationException if it is refused
     */
    public void admitSet(String attempted, RowType root, List<Row> written, Moment moment) {
        sets.admit(attempted, root, moment);
        written.forEach(row -> carried.checkReferences(attempted, row, moment, this));
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
