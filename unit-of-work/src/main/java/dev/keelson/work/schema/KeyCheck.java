package dev.keelson.work.schema;

import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.LiveTable.Kind;
import dev.keelson.work.schema.LiveTable.UniqueIndex;
import dev.keelson.work.sql.Names;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for what keeps the rows of one live table apart. Used by one thread, once. */
final class KeyCheck {

    /** What was found. */
    sealed interface Verdict permits Proved, Unproved, Unprovable, Absent {}

    /** No two rows have the same values. */
    record Proved() implements Verdict {}

    /** Two rows may have the same values, and a constraint would keep them from it. */
    record Unproved(String problem, String mend) implements Verdict {}

    /** Two rows may have the same values, and no constraint could keep them from it. */
    record Unprovable(String problem, String mend) implements Verdict {}

    /** There is nothing yet of which anything could be proved. */
    record Absent(String problem, String mend) implements Verdict {}

    private final TableName name;
    private final @Nullable LiveTable live;
    private final Set<String> present;
    private final Mends mends;

    /**
     * The check of one table.
     *
     * @param live the live table, or null where there is none
     * @param present the columns in which no row that concerns us has a null, whatever the live table takes
     */
    KeyCheck(TableName name, @Nullable LiveTable live, Set<String> present, Mends mends) {
        this.name = name;
        this.live = live;
        this.present = present;
        this.mends = mends;
    }

    /**
     * Whether no two rows that are seen have the same values in these columns, and one that is hidden does not stand in the way of
     * one that is seen.
     */
    Verdict amongSeen(List<String> key, Filter hiding) {
        Verdict ofAll = of(key);
        if (live == null || ofAll instanceof Unprovable || ofAll instanceof Absent) {
            return ofAll;
        }
        String mend = mends.noPartialUnique(name, key, hiding, live);
        for (UniqueIndex unique : live.uniques()) {
            if (key.containsAll(unique.columns())) {
                return new Unproved(
                        unique.name()
                                + " takes hidden rows for rows like others, so that nothing takes the place of one"
                                + " that was removed",
                        "drop it, and " + mend);
            }
        }
        boolean isProved =
                live.partial().stream().anyMatch(unique -> isOfSeen(unique, hiding) && proves(live, unique, key));
        return isProved
                ? new Proved()
                : new Unproved(
                        "nothing keeps two rows of " + name + " that are not hidden from having the same "
                                + String.join(", ", key),
                        mend);
    }

    /** Whether an index holds just the rows that are seen, by its condition as the catalogue prints it. */
    private static boolean isOfSeen(UniqueIndex unique, Filter hiding) {
        String column = Names.name(hiding.column().name()).toString();
        String plain = hiding.column().name();
        String printed = String.valueOf(unique.condition());
        return Stream.of(column, plain)
                .flatMap(name -> hiding.seen() == null
                        ? Stream.of("(" + name + " IS NULL)")
                        : Stream.of("(NOT " + name + ")", "(" + name + " = " + hiding.seen() + ")"))
                .anyMatch(printed::equals);
    }

    /** Whether no two rows have the same values in these columns. */
    Verdict of(List<String> key) {
        if (live == null) {
            return new Absent("there is no table " + name + ", so that nothing is known of its key", mends.absent());
        }
        String doubled = "two rows of " + name + " from having the same " + String.join(", ", key);
        if (live.kind() != Kind.TABLE) {
            return new Unprovable(
                    elsewhere(live.kind()) + ", so that no constraint keeps " + doubled, mends.elsewhere());
        }
        for (String column : key) {
            if (!live.columns().containsKey(column)) {
                return new Absent(
                        "there is no column " + name + "." + column + ", so that nothing is known of its key",
                        mends.absent());
            }
        }
        for (UniqueIndex unique : live.uniques()) {
            if (proves(live, unique, key)) {
                return new Proved();
            }
        }
        return new Unproved("nothing keeps " + doubled + nearly(live, key), mend(live, key));
    }

    private boolean proves(LiveTable table, UniqueIndex unique, List<String> key) {
        boolean proves = key.containsAll(unique.columns());
        for (String column : unique.columns()) {
            proves &= unique.nullsAlike() || !mayBeNull(table, column);
        }
        return proves;
    }

    private boolean mayBeNull(LiveTable table, String column) {
        LiveTable.Entry entry = table.columns().get(column);
        return entry != null && entry.column().nullable() && !present.contains(column);
    }

    private static String elsewhere(Kind kind) {
        return switch (kind) {
            case VIEW -> "it is a view";
            case FOREIGN -> "its rows lie on another server";
            case TABLE, SCATTERED, SEQUENCE -> "its rows lie in several tables, such as those that inherit from it";
        };
    }

    /** What comes near to it, so that whoever thought it enough sees why it is not. */
    private static String nearly(LiveTable live, List<String> key) {
        for (UniqueIndex unique : live.uniques()) {
            if (key.containsAll(unique.columns())) {
                return "; " + unique.name() + " does so only where none of them is null";
            }
        }
        for (UniqueIndex unique : live.uniques()) {
            if (unique.columns().containsAll(key)) {
                return "; " + unique.name() + " does so only together with " + others(live, unique, key);
            }
        }
        return "";
    }

    private static String others(LiveTable live, UniqueIndex unique, List<String> key) {
        return String.join(
                ", ",
                live.columns().keySet().stream()
                        .filter(column -> unique.columns().contains(column) && !key.contains(column))
                        .toList());
    }

    private String mend(LiveTable table, List<String> key) {
        List<String> partitioning = table.columns().entrySet().stream()
                .filter(column -> column.getValue().partitioning() && !key.contains(column.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        return partitioning.isEmpty()
                ? mends.noUnique(
                        name, key, key.stream().anyMatch(column -> mayBeNull(table, column)), table.uniqueNames())
                : mends.noUniqueAcrossPartitions(partitioning);
    }
}
