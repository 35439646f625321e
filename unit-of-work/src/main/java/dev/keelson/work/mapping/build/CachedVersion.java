package dev.keelson.work.mapping.build;

import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.row.Column;
import dev.keelson.work.scan.Faults;

/**
 * The version of an aggregate whose rows units of work share: nothing else tells that what one holds is no longer so, and it begins
 * with the clock, since the identifier may have had another life that somebody still holds. Used by one thread, once.
 */
final class CachedVersion {

    private final String aggregate;
    private final TableDraft root;
    private final int version;
    private final Faults faults;

    /**
     * @param version its position among the columns of the root, or -1
     */
    CachedVersion(String aggregate, TableDraft root, int version, Faults faults) {
        this.aggregate = aggregate;
        this.root = root;
        this.version = version;
        this.faults = faults;
    }

    void prove() {
        if (version < 0) {
            faults.add(
                    aggregate,
                    "it is cached() and unversioned(): what is changed elsewhere could not be told from what is held,"
                            + " and commits would overwrite each other",
                    "Leave unversioned() out, so that it has a version, or leave cached() out");
            return;
        }
        Column column = root.column(version);
        if (column.type().kind() != ColumnType.Kind.BIGINT) {
            faults.add(
                    aggregate + "." + column.label(),
                    "it is cached(), and its version lies in " + root.name() + "." + column.name() + ", which is "
                            + column.type().sqlName()
                            + ": too narrow for first versions, which are microseconds since 1970 so that no identifier"
                            + " has one of them twice",
                    "Make it a bigint, alter table " + root.name() + " alter column " + column.name()
                            + " type bigint, and where the version is a property, declare it as a long; or leave"
                            + " cached() out");
        }
    }
}
