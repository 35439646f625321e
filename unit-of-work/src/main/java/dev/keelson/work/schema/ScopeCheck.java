package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.TableShape.ColumnShape;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Whether a live column keeps apart all rows that a policy keeps apart by it: tenants, say. It must compare values exactly,
 * hold every value, never null, and be the application's to write.
 */
final class ScopeCheck {

    /** From the narrowest to the widest. */
    private static final Set<ColumnType.Kind> COUNTERS =
            EnumSet.of(ColumnType.Kind.SMALLINT, ColumnType.Kind.INTEGER, ColumnType.Kind.BIGINT);

    private ScopeCheck() {}

    /** What is wrong with it, each with what to do, in order; none where it is right. */
    static Map<String, String> problems(TableName table, ColumnShape column, LiveTable.Entry live, ScopeMends mends) {
        String named = "column " + table + "." + column.name();
        Map<String, String> problems = new LinkedHashMap<>();
        if (!fits(live.column().type(), column.type())) {
            problems.put(
                    named + " is " + live.column().sqlType()
                            + consequence(column, live.column().type()),
                    mends.otherType(live.column().type()));
        } else if (live.loose() != null) {
            problems.put(
                    named + " has the collation " + live.loose() + ", by which different texts are equal: "
                            + column.scope() + " 'B' may read the rows of 'b'",
                    mends.loose());
        }
        if (live.column().nullable()) {
            problems.put(
                    named + " takes nulls, and a row of no " + column.scope() + " is found by nobody",
                    mends.nullable());
        }
        if (live.generated()) {
            problems.put(
                    named + " is computed by the database, and takes no " + column.scope() + " of the application",
                    mends.computed());
        } else if (live.always()) {
            problems.put(
                    named + " is generated always, and takes no " + column.scope() + " of the application",
                    mends.alwaysGenerated());
        }
        return problems;
    }

    /** Whether it holds every value, and tells each from every other. */
    private static boolean fits(ColumnType live, ColumnType wanted) {
        return switch (wanted.kind()) {
            case TEXT, VARCHAR ->
                live.kind() == ColumnType.Kind.TEXT
                        || (live.kind() == ColumnType.Kind.VARCHAR && length(live) >= length(wanted));
            case SMALLINT, INTEGER, BIGINT ->
                COUNTERS.contains(live.kind()) && live.kind().compareTo(wanted.kind()) >= 0;
            default -> live.kind() == wanted.kind();
        };
    }

    private static int length(ColumnType text) {
        return text.size() == ColumnType.UNSIZED ? Integer.MAX_VALUE : text.size();
    }

    private static String consequence(ColumnShape column, ColumnType live) {
        boolean isText = column.type().javaType() == String.class;
        String bare = live.sqlName().substring(live.sqlName().lastIndexOf('.') + 1);
        if (isText && (live.kind() == ColumnType.Kind.CHAR || bare.equals("bpchar"))) {
            return ", which ignores blanks at the end: " + column.scope() + " 'B   ' reads the rows of 'B'";
        }
        if (isText && bare.equals("citext")) {
            return ", which ignores case: " + column.scope() + " 'B' reads the rows of 'b'";
        }
        if (isText && live.kind() == ColumnType.Kind.VARCHAR) {
            return ": a " + column.scope() + " of more than " + live.size() + " characters can store no row";
        }
        if (live.kind() == ColumnType.Kind.ENUM) {
            return ", an enum, but its values are " + column.type().sqlName()
                    + ": no statement that compares both can run";
        }
        return COUNTERS.contains(live.kind()) && COUNTERS.contains(column.type().kind())
                ? ": a " + column.scope() + " that needs " + column.type().sqlName() + " can store no row"
                : ", but its values are " + column.type().sqlName();
    }
}
