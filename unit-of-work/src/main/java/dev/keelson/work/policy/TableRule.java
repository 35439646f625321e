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
    private final List<PolicyColumn> filters;
    private final List<PolicyColumn> inserted;
    private final List<PolicyColumn> updated;
    private final List<PolicyColumn> hidden;
    private final List<PolicyColumn> keyColumns;
    private final List<PolicyColumn> owners;
    private final Set<PolicyColumn> nullable;
    private final @Nullable Hide hide;
    private final Set<String> carried;

    /**
     * These clauses.
     *
     * @throws IllegalArgumentException if two of them hide rows
     */
    public TableRule(List<Clause> clauses) {
        this(clauses, Set.of());
    }

    /**
     * These clauses.
     *
     * @param carried the columns of walls that properties of the domain are, and which the rows of the table have themselves
     */
    TableRule(List<Clause> clauses, Set<String> carried) {
        this.carried = Set.copyOf(carried);
        Sorted sorted = new Sorted();
        clauses.forEach(sorted::add);
        this.clauses = List.copyOf(clauses);
        this.columns = List.copyOf(sorted.columns);
        this.walls = List.copyOf(sorted.walls);
        this.filters = List.copyOf(sorted.filters);
        this.inserted = sorted.inserted.stream()
                .filter(column -> !carried.contains(column.name()))
                .toList();
        this.updated = List.copyOf(sorted.updated);
        this.keyColumns = List.copyOf(sorted.keyColumns);
        this.owners = List.copyOf(sorted.owners);
        Set<PolicyColumn> absent = new LinkedHashSet<>(sorted.columns);
        absent.removeAll(sorted.inserted);
        this.nullable = Set.copyOf(absent);
        this.hide = sorted.hide;
        this.hidden = hide == null ? List.of() : hidden(hide, updated);
    }

    private static List<PolicyColumn> hidden(Hide hide, List<PolicyColumn> updated) {
        Set<PolicyColumn> hidden = new LinkedHashSet<>(hide.columns());
        hidden.addAll(updated);
        return List.copyOf(hidden);
    }

    /** These clauses. */
    public static TableRule of(Clause... clauses) {
        return new TableRule(List.of(clauses));
    }

    /** The clauses while they are sorted. */
    private static final class Sorted {
        private final Set<PolicyColumn> columns = new LinkedHashSet<>();
        private final Set<PolicyColumn> walls = new LinkedHashSet<>();
        private final Set<PolicyColumn> filters = new LinkedHashSet<>();
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
                case Filter(PolicyColumn column) -> {
                    columns.add(column);
                    filters.add(column);
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
                    filters.add(hiding.columns().get(0));
                }
            }
        }
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

    /** The columns that must have no value in the rows that a statement sees. */
    public List<PolicyColumn> filters() {
        return filters;
    }

    /** The columns that an insert writes, but for those that rows have themselves. */
    public List<PolicyColumn> inserted() {
        return inserted;
    }

    /** The columns that an update writes. */
    public List<PolicyColumn> updated() {
        return updated;
    }

    /** The columns that what hides a row writes: those that tell that it is hidden, then those of an update; none where none is. */
    public List<PolicyColumn> hidden() {
        return hidden;
    }

    /**
     * What a plan shows of the columns that a write of this kind stamps, in the order of writing. Walls are left out: each row of a
     * unit of work has their values, which follow from its context.
     */
    public Map<String, Object> planned(Kind kind, Moment moment) {
        List<PolicyColumn> written = switch (kind) {
            case INSERT -> inserted;
            case UPDATE -> updated;
            case HIDE -> hidden;
            case DELETE, GUARD -> List.of();
        };
        Map<String, Object> planned = new LinkedHashMap<>();
        for (PolicyColumn column : written) {
            if (!walls.contains(column)) {
                planned.put(column.name(), column.planned() == null ? moment.value(column) : column.planned());
            }
        }
        return planned;
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
