package dev.keelson.kernel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a commit does to one row, as data.
 *
 * <p>It describes and does not execute. Values that the database will make print as {@code <generated>}, the instant of
 * the policies' stamps as {@code <commit time>}. Immutable.
 */
public interface RowOperation {

    /** What is done to the row. */
    enum Kind {
        /** The row is created. */
        INSERT,
        /** Columns of the row are written. */
        UPDATE,
        /** The row is removed. */
        DELETE,
        /** The row stays where no load finds it, since a policy hides rows instead of removing them. */
        HIDE,
        /** The row that was hidden is found by loads again, and columns of it may be written. */
        RESTORE,
        /** Nothing is written; the commit fails unless the row still has the expected version. */
        GUARD
    }

    /** Returns what is done. */
    Kind kind();

    /** Returns the table's name, with its schema where the mapping names one. */
    String table();

    /** Returns the aggregate to which the row belongs, such as {@code "Order[42]"}. */
    String aggregate();

    /** Returns the key columns of the row and their values, in the order of the key. */
    Map<String, Object> key();

    /** Returns the columns written and their new values, in the order of writing; empty for deletes and guards. */
    Map<String, @Nullable Object> columns();

    /** Returns why the operation is there, one sentence per cause; never empty. */
    List<String> reasons();
}
