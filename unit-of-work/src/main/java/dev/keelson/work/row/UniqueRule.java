package dev.keelson.work.row;

import java.util.List;

/**
 * Columns by which no two rows of a table are alike, as the database watches over it. Columns that a policy adds are left out,
 * since they are the same for every row of a commit. Immutable.
 *
 * @param name the constraint or index, for messages
 * @param columns positions of the columns that are compared
 * @param watched positions of the columns whose change may bring a row under the rule or out of it: these, and those of its
 *     condition
 * @param deferrable whether it can be checked at the end of the transaction
 * @param folded whether an expression is compared, such as text in small letters, so that other values may be alike
 * @param nullsAlike whether two rows may not both be without a value
 */
public record UniqueRule(
        String name,
        List<Integer> columns,
        List<Integer> watched,
        boolean deferrable,
        boolean folded,
        boolean nullsAlike) {

    public UniqueRule {
        columns = List.copyOf(columns);
        watched = List.copyOf(watched);
    }

    /** A rule that the mapping makes. */
    public static UniqueRule mapped(List<Integer> columns) {
        return new UniqueRule("", columns, columns, false, false, false);
    }
}
