package dev.keelson.work.policy;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Clause.Occasion;
import dev.keelson.work.policy.Clause.Stamp;
import dev.keelson.work.policy.Clause.Wall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What policies say of one table: their clauses, sorted by what each is asked for. Immutable. */
public final class TableRule {

    /** Nothing. */
    public static final TableRule NONE = new TableRule(List.of());

    private final List<Clause> clauses;
    private final List<PolicyColumn> columns;
    private final List<PolicyColumn> walls;
    private final List<Filter> filters;
    private final List<PolicyColumn> inserted;
    private final List<PolicyColumn> updated;
    private final List<PolicyColumn> hidden;
    private final List<PolicyColumn> keyColumns;
    private final List<PolicyColumn> owners;
    private final Set<PolicyColumn> nullable;
    private final @Nullable Hide hide;
    private final @Nullable Filter hiding;
    private final Set<String> carried;

    /**
     * These clauses.
     *
     * @throws IllegalArgumentException if two of them hide rows
     */
    public TableRule(List<Clause> clauses) {
        this(clauses, Set.of(), null);
    }

    /**
     * These clauses.
     *
     * @param carried the columns of walls that properties of the domain are, and which the rows of the table have themselves
     * @param ofDomain tells which rows the domain itself says to be hidden; null where it says nothing
     */
    TableRule(List<Clause> clauses, Set<String> carried, @Nullable Filter ofDomain) {
        this.carried = Set.copyOf(carried);
        Sorted sorted = new Sorted();
        clauses.forEach(sorted::add);
        this.clauses = List.copyOf(clauses);
        this.columns = List.copyOf(sorted.columns);
        this.walls = List.copyOf(sorted.walls);
        if (ofDomain != null) {
            sorted.filters.add(ofDomain);
        }
        this.filters = List.copyOf(sorted.filters);
        this.inserted = sorted.inserted.stream()
                .filter(column -> !carried.contains(column.name()))
                .toList();
        this.updated = List.copyOf(sorted.updated);
        this.keyColumns = List.copyOf(sorted.keyColumns);
        this.owners = List.copyOf(sorted.owners);
        Set<PolicyColumn> absent = new LinkedHashSet<>(sorted.columns);
        absent.removeAll(sorted.inserted);
        this.hide = sorted.hide;
        this.hiding = hide == null ? ofDomain : hide.filter();
        if (hide != null && hide.seen() != null) {
            absent.remove(hide.columns().get(0));
        }
        this.nullable = Set.copyOf(absent);
        this.hidden = hide == null ? List.of() : hidden(hide, updated);
    }

    private static List<PolicyColumn> hidden(Hide hide, List<PolicyColumn> updated) {
        Set<PolicyColumn> hidden = new LinkedHashSet<>(hide.columns());
        hidden.addAll(updated);
        return List.copyOf(hidden);
    }

    /** The same for who sees all tenants' rows. */
    public TableRule withoutWalls() {
        List<Clause> others =
                clauses.stream().filter(clause -> !(clause instanceof Wall)).toList();
        return new TableRule(others, carried, hide == null ? hiding : null);
    }

    /** These clauses. */
    public static TableRule of(Clause... clauses) {
        return new TableRule(List.of(clauses));
    }

    /** The clauses while they are sorted. */
    private static final class Sorted {
        private final Set<PolicyColumn> columns = new LinkedHashSet<>();
        private final Set<PolicyColumn> walls = new LinkedHashSet<>();
        private final Set<Filter> filters = new LinkedHashSet<>();
        private final Set<PolicyColumn> inserted = new LinkedHashSet<>();
        private final Set<PolicyColumn> updated = new LinkedHashSet<>();
        private final List<PolicyColumn> keyColumns = new ArrayList<>();
        private final List<PolicyColumn> owners = new ArrayList<>();
        private @Nullable Hide hide;

        private void add(Clause clause) {
            switch (clause) {
                case Stamp(PolicyColumn column, Set<Occasion> on) -> {
                    columns.add(column);
                    if (on.contains(Occasion.INSERT)) {
                        inserted.add(column);
                    }
                    if (on.contains(Occasion.UPDATE)) {
                        updated.add(column);
                    }
                }
                case Wall(PolicyColumn column, boolean leadsKeys, boolean owns) -> {
                    columns.add(column);
                    inserted.add(column);
                    walls.add(column);
                    if (leadsKeys) {
                        keyColumns.add(column);
                    }
                    if (owns) {
                        owners.add(column);
                    }
                }
                case Filter filter -> {
                    columns.add(filter.column());
                    filters.add(filter);
                }
                case Hide hiding -> {
                    if (hide != null) {
                        throw new IllegalArgumentException(
                                "Cannot hide rows by " + hide.columns().get(0).name()
                                        + " and by " + hiding.columns().get(0).name()
                                        + ": a row is hidden in one way. Leave one of the policies out.");
                    }
                    hide = hiding;
                    columns.addAll(hiding.columns());
                    filters.add(hiding.filter());
                    if (hiding.seen() != null) {
                        inserted.add(ofNew(hiding.columns().get(0), hiding.seen()));
                    }
                }
            }
        }
    }

    /** What new rows hold of a column that tells hidden ones. */
    private static PolicyColumn ofNew(PolicyColumn column, Object seen) {
        return new PolicyColumn(column.name(), column.type(), moment -> seen, column.noun(), String.valueOf(seen));
    }

    /** All clauses, in their order. */
    public List<Clause> clauses() {
        return clauses;
    }

    /** The columns that the table gains, in the order in which clauses first name them. */
    public List<PolicyColumn> columns() {
        return columns;
    }

    /** Whether a column of these takes nulls, since rows are inserted without it. */
    public boolean isNullable(PolicyColumn column) {
        return nullable.contains(column);
    }

    /** Whether a property of the domain is this column, so that the rows of the table have it themselves. */
    public boolean isCarried(PolicyColumn column) {
        return carried.contains(column.name());
    }

    /** The columns whose values every statement compares, and which nothing lifts. */
    public List<PolicyColumn> walls() {
        return walls;
    }

    /** What leaves rows out. */
    public List<Filter> filters() {
        return filters;
    }

    /** The one of the filters that tells which rows are hidden, and is lifted for who asks; null where none is. */
    public @Nullable Filter hiding() {
        return hiding;
    }

    /** Whether the domain itself says which rows are hidden, so that it writes hidden ones as well. */
    public boolean isHiddenByDomain() {
        return hide == null && hiding != null;
    }

    /** The columns that an insert writes, but for those that rows have themselves. */
    public List<PolicyColumn> inserted() {
        return inserted;
    }

    /** The columns that an update writes. */
    public List<PolicyColumn> updated() {
        return updated;
    }

    /** The columns that what hides or restores a row writes: those that tell that it is hidden, then those of an update; none where none is. */
    public List<PolicyColumn> hidden() {
        return hidden;
    }

    /**
     * What a plan shows of the columns that a write of this kind stamps, in the order of writing. Walls are left out: each row of a
     * unit of work has their values, which follow from its context.
     */
    public Map<String, @Nullable Object> planned(Kind kind, Moment moment) {
        List<PolicyColumn> written = switch (kind) {
            case INSERT -> inserted;
            case UPDATE -> updated;
            case HIDE, RESTORE -> hidden;
            case DELETE, GUARD -> List.of();
        };
        Map<String, @Nullable Object> planned = new LinkedHashMap<>();
        for (PolicyColumn column : written) {
            if (kind == Kind.RESTORE && isOfHiding(column)) {
                planned.put(column.name(), restored(column));
            } else if (!walls.contains(column)) {
                planned.put(column.name(), column.planned() == null ? moment.value(column) : column.planned());
            }
        }
        return planned;
    }

    private boolean isOfHiding(PolicyColumn column) {
        return hide != null && hide.columns().contains(column);
    }

    private @Nullable Object restored(PolicyColumn column) {
        return hide != null && hide.columns().get(0).equals(column) ? hide.seen() : null;
    }

    /** What a write of this kind writes into a column besides the row's own: its value of the moment, or what a row has that is seen. */
    public @Nullable Object written(PolicyColumn column, Kind kind, Moment moment) {
        return kind == Kind.RESTORE && isOfHiding(column) ? restored(column) : moment.value(column);
    }

    /** What becomes of a row that is deleted, or null where it goes. */
    public @Nullable Hide hide() {
        return hide;
    }

    /** The columns that stand before the table's own in its keys. */
    public List<PolicyColumn> keyColumns() {
        return keyColumns;
    }

    /** Whose rows of the table somebody works with, as text, to which encrypted values are bound; empty where it is everybody's. */
    public String owner(Moment moment) {
        StringBuilder owner = new StringBuilder();
        for (PolicyColumn column : owners) {
            owner.append(owner.isEmpty() ? "" : ",").append(moment.value(column));
        }
        return owner.toString();
    }
}
