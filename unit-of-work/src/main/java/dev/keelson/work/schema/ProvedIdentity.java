package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the live catalogue proves of the identity of rows, and what it does not. Immutable.
 *
 * @param faults what nothing can rest on, in the order of the model
 * @param warnings what can be worked with, in the order of the model
 * @param unproved the tables in which a load has to look for rows that are there twice, each with what would keep them
 *     from it, as a clause; empty where nothing could
 * @param loose the tables of roots whose keys the database may take for equal though they differ
 * @param tables the names of all tables that were looked at
 */
@Internal
public record ProvedIdentity(
        List<Fault> faults,
        List<SchemaWarning> warnings,
        Map<RowType, String> unproved,
        Set<RowType> loose,
        Set<String> tables) {

    public ProvedIdentity {
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
        unproved = Map.copyOf(unproved);
        loose = Set.copyOf(loose);
        tables = Set.copyOf(tables);
    }

    /** The same with further warnings, after these. */
    public ProvedIdentity with(List<SchemaWarning> more) {
        List<SchemaWarning> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new ProvedIdentity(faults, all, unproved, loose, tables);
    }
}
