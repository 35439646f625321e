package dev.keelson.work.schema;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.value.ColumnType;
import dev.keelson.work.scan.Nearest;
import dev.keelson.work.schema.TableShape.ColumnShape;
import dev.keelson.work.schema.TableShape.Origin;
import dev.keelson.work.schema.TableShape.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the columns of one table with the live ones. Used by one thread, once. */
final class TableCheck {

    /** From the narrowest to the widest. */
    private static final Set<ColumnType.Kind> COUNTERS =
            EnumSet.of(ColumnType.Kind.SMALLINT, ColumnType.Kind.INTEGER, ColumnType.Kind.BIGINT);

    private final TableShape table;
    private final LiveTable live;
    private final Mends mends;
    private final List<Fault> faults = new ArrayList<>();
    /** Live columns that nobody asked for, as long as no missing one was probably meant by them. */
    private final Set<String> unclaimed;

    TableCheck(TableShape table, LiveTable live, Mends mends) {
        this.table = table;
        this.live = live;
        this.mends = mends;
        this.unclaimed = new HashSet<>(live.columns().keySet());
        for (ColumnShape column : table.columns()) {
            unclaimed.remove(column.name());
        }
    }

    List<Fault> faults() {
        Map<String, ColumnShape> seen = new HashMap<>();
        for (ColumnShape column : table.columns()) {
            ColumnShape other = seen.putIfAbsent(column.name(), column);
            if (other == null) {
                column(column);
            } else {
                shared(other, column);
            }
        }
        for (Map.Entry<String, LiveTable.Entry> column : live.columns().entrySet()) {
            unknown(column.getKey(), column.getValue());
        }
        return faults;
    }

    /** Only of the columns by which policies keep rows apart. */
    List<Fault> ofScopes() {
        for (ColumnShape column : table.columns()) {
            if (column.scope() != null) {
                column(column);
            }
        }
        return faults;
    }

    private void unknown(String name, LiveTable.Entry entry) {
        if (unclaimed.contains(name) && entry.demanded()) {
            faults.add(new Fault(
                    table.path(),
                    "column " + table.name() + "." + name
                            + " takes no null and has no default, and no property lies in it, so no row can be"
                            + " inserted",
                    mends.demanded(table.name(), name)));
        }
    }

    private void column(ColumnShape column) {
        LiveTable.Entry entry = live.columns().get(column.name());
        if (entry != null && column.scope() != null) {
            ScopeCheck.problems(table.name(), column, entry, mends.scope(table.name(), column))
                    .forEach((problem, mend) -> add(column, problem, mend));
        } else if (entry != null) {
            type(column, entry);
            labels(column, entry);
            nullability(column, entry);
            origin(column, entry);
        } else if (DerivedNames.bytes(column.name()) <= DerivedNames.MAX_BYTES) { // a longer one is told already
            Optional<String> nearest = Nearest.of(column.name(), alike(column), name -> name);
            nearest.ifPresent(unclaimed::remove);
            String asker = column.role() == Role.POLICY ? ", which a policy needs" : "";
            add(
                    column,
                    "there is no column " + table.name() + "." + column.name() + asker,
                    mends.noColumn(table.name(), column, nearest));
        }
    }

    /** The live columns that could hold its values. */
    private List<String> alike(ColumnShape column) {
        List<String> alike = new ArrayList<>();
        live.columns().forEach((name, entry) -> {
            if (unclaimed.contains(name) && holds(entry.column().type(), column.type())) {
                alike.add(name);
            }
        });
        return alike;
    }

    private void type(ColumnShape column, LiveTable.Entry entry) {
        boolean fits = holds(entry.column().type(), column.type())
                || isTextOf(entry, column.type())
                || (column.role() == Role.VERSION && countsAsFar(entry.column().type(), column.type()));
        if (!fits) {
            add(
                    column,
                    "column " + table.name() + "." + column.name() + " is "
                            + entry.column().sqlType() + ", but its values are "
                            + column.type().sqlName(),
                    mends.otherType(column, entry));
        }
    }

    /** Whether the values travel as the text of the very type of the column. */
    private static boolean isTextOf(LiveTable.Entry entry, ColumnType type) {
        return type.kind() == ColumnType.Kind.OTHER
                && type.sqlName().equals(entry.column().sqlType());
    }

    /** Types whose values look the same in memory; those that we know none like are left to texts. */
    private static boolean holds(ColumnType live, ColumnType wanted) {
        boolean composed = wanted.kind() == ColumnType.Kind.ARRAY || wanted.kind() == ColumnType.Kind.RANGE;
        return wanted.javaType() == live.javaType() && (!composed || holds(live.element(), wanted.element()));
    }

    private void labels(ColumnShape column, LiveTable.Entry entry) {
        List<String> live = entry.column().type().labels();
        List<String> missing = column.type().labels().stream()
                .filter(label -> !live.isEmpty() && !live.contains(label))
                .toList();
        if (!missing.isEmpty()) {
            add(
                    column,
                    "column " + table.name() + "." + column.name() + " is "
                            + entry.column().sqlType() + ", which has no label " + String.join(", ", missing),
                    mends.noLabel(entry.column().sqlType(), missing));
        }
    }

    /** Whether all of the versions can be counted in the live column, too. */
    private static boolean countsAsFar(ColumnType live, ColumnType wanted) {
        return COUNTERS.contains(live.kind()) && live.kind().compareTo(wanted.kind()) >= 0;
    }

    private void origin(ColumnShape column, LiveTable.Entry entry) {
        String name = table.name() + "." + column.name();
        if (entry.always() && table.isFilledByApplication()) {
            add(
                    column,
                    "column " + name + " is generated always, but the application makes its values",
                    mends.alwaysGenerated(table, column));
        }
        if (column.origin() == Origin.COLUMN && !entry.sequenced()) {
            add(
                    column,
                    "the database makes its values, but column " + name + " is no identity and owns no sequence",
                    mends.noIdentity(table, column));
        }
        if (column.origin() == Origin.DEFAULT && !entry.filled()) {
            add(column, "column " + name + " has no default", mends.noDefault(table, column));
        }
        if (entry.generated() && column.origin() != Origin.GENERATED) {
            add(
                    column,
                    "column " + name + " is computed by the database, and takes no value of the application",
                    mends.computed(column));
        }
    }

    private void nullability(ColumnShape column, LiveTable.Entry entry) {
        if (column.nullable() && !entry.column().nullable()) {
            add(
                    column,
                    (column.partial() ? "is absent from objects of other classes" : "may be absent") + ", but column "
                            + table.name() + "." + column.name() + " takes no null",
                    mends.takesNoNull(table.name(), column));
        }
    }

    /** The mapping tells of its own columns itself; this is a policy's name that a property has, too. */
    private void shared(ColumnShape one, ColumnShape other) {
        PolicyCollisions.of(table, one, other, mends).ifPresent(faults::add);
    }

    private void add(ColumnShape column, String problem, String mend) {
        faults.add(new Fault(table.path() + "." + column.label(), problem, mend));
    }
}
