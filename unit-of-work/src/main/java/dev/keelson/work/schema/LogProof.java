package dev.keelson.work.schema;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.KeyCheck.Absent;
import dev.keelson.work.schema.KeyCheck.Unprovable;
import dev.keelson.work.schema.LiveTable.UniqueIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a command is committed once: that rows of the commit log are told apart by token and attempt, led by what the
 * policies lead keys by, and by nothing less; and at once, since a second commit of a token has to die on its first write.
 * Used by one thread, once.
 */
final class LogProof {

    private static final RowType ROWS = CommitLogTable.ROWS;
    private static final TableName NAME = ROWS.table();

    private final Mends mends;
    private final List<String> key = new ArrayList<>();
    private final Set<String> columns = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    LogProof(Policies policies, Mends mends) {
        this.mends = mends;
        for (PolicyColumn column : policies.rule(ROWS).keyColumns()) {
            key.add(column.name());
        }
        for (int n = 0; n < ROWS.keyWidth(); n++) {
            key.add(ROWS.column(ROWS.keyColumn(n)).name());
        }
        for (PolicyColumn column : policies.rule(ROWS).columns()) {
            columns.add(column.name());
        }
        for (Column column : ROWS.columns()) {
            columns.add(column.name());
        }
    }

    /** What is wrong with it. */
    List<Fault> faults() {
        return faults;
    }

    /** Looks at the live table; gives a warning where there is none yet, which stores no command, and so none twice. */
    Optional<SchemaWarning> prove(@Nullable LiveTable live) {
        KeyCheck.Verdict verdict = new KeyCheck(NAME, live, Set.copyOf(key), mends).of(key);
        if (verdict instanceof Absent absent) {
            return Optional.of(new SchemaWarning(NAME.toString(), ROWS.path(), absent.problem(), absent.mend()));
        }
        if (verdict instanceof Unprovable unprovable) {
            fault(unprovable.problem(), "make it a table");
        } else if (live != null) {
            indexes(live);
        }
        return Optional.empty();
    }

    private void indexes(LiveTable live) {
        Set<String> whole = Set.copyOf(key);
        boolean proved = false;
        for (UniqueIndex unique : live.uniques()) {
            boolean isOurs = columns.containsAll(unique.columns());
            if (isOurs && !unique.columns().containsAll(whole)) {
                fault(
                        unique.name() + " refuses commands that are others, since it looks at "
                                + unique.columns().stream().sorted().collect(Collectors.joining(", "))
                                + " only; a command is told by " + String.join(", ", key),
                        mends.drop(unique.name()));
            } else if (isOurs && !unique.immediate()) {
                fault(
                        unique.name()
                                + " is deferrable, and a second commit of a command has to die on its first write",
                        mends.drop(unique.name()));
            }
            proved |= unique.columns().equals(whole) && unique.immediate();
        }
        if (!proved) {
            fault(
                    "nothing keeps two rows of " + NAME + " from having the same " + String.join(", ", key)
                            + ", so that a command may be committed twice",
                    mends.noUnique(NAME, key, false, live.uniqueNames()));
        }
    }

    private void fault(String problem, String mend) {
        faults.add(new Fault(ROWS.path(), problem, mend));
    }
}
