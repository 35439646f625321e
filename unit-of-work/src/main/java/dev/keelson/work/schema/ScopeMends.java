package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.TableShape.ColumnShape;
import java.util.Locale;

/**
 * What to write so that a column keeps apart what a policy keeps apart by it: each a clause, whose statements run on a table
 * that has rows. Used by one thread.
 */
final class ScopeMends {

    private final TableName table;
    private final ColumnShape column;
    private final Ddl ddl;

    ScopeMends(TableName table, ColumnShape column, Ddl ddl) {
        this.table = table;
        this.column = column;
        this.ddl = ddl;
    }

    String add() {
        return "add it, with the " + column.scope() + " of the rows that are there: "
                + ddl.addFilled(table, column, example());
    }

    String otherType(ColumnType live) {
        String change = "change it: " + setType();
        return switch (live.kind()) {
            case UUID, SMALLINT, INTEGER, BIGINT ->
                change + ", or name its type where the policy is made: ColumnType."
                        + live.kind().name().toLowerCase(Locale.ROOT) + "()";
            default -> change;
        };
    }

    String loose() {
        return "have it compare exactly: " + setType();
    }

    private String setType() {
        return ddl.setType(table, column) + ", with foreign keys over it dropped before and added again after";
    }

    String nullable() {
        return "give each row its " + column.scope() + ", as by " + ddl.fill(table, column, example()) + ", then: "
                + ddl.setNotNull(table, column.name());
    }

    String computed() {
        return "have it keep values: " + ddl.dropExpression(table, column.name())
                + "; one that is not stored must be added anew";
    }

    String alwaysGenerated() {
        return "have it keep values: " + ddl.dropIdentity(table, column.name());
    }

    /** A value that the column takes, in the place of one that only the table's owner knows. */
    private String example() {
        return switch (column.type().kind()) {
            case UUID -> "00000000-0000-0000-0000-000000000000";
            case SMALLINT, INTEGER, BIGINT -> "0";
            default -> "...";
        };
    }
}
