package dev.keelson.work.sql;

import dev.keelson.work.row.TableName;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * Names of tables and columns as jOOQ takes them: quoted where PostgreSQL would otherwise read something else, plain
 * where it would not, so that transcripts stay readable.
 */
public final class Names {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** What {@code pg_get_keywords()} of PostgreSQL 18 does not take as the name of a column or table. */
    private static final Set<String> RESERVED =
            Set.of(("all analyse analyze and any array as asc asymmetric authorization binary both"
                            + " case cast check collate collation column concurrently constraint create cross"
                            + " current_catalog current_date current_role current_schema current_time"
                            + " current_timestamp current_user default deferrable desc distinct do else end"
                            + " except false fetch for foreign freeze from full grant group having ilike in"
                            + " initially inner intersect into is isnull join lateral leading left like limit"
                            + " localtime localtimestamp natural not notnull null offset on only or order outer"
                            + " overlaps placing primary references returning right select session_user similar"
                            + " some symmetric system_user table tablesample then to trailing true union unique"
                            + " user using variadic verbose when where window with")
                    .split(" "));

    private Names() {}

    public static Name table(TableName table) {
        Name name = name(table.name());
        return table.schema() == null ? name : DSL.name(name(table.schema()), name);
    }

    /** A name for a table expression of ours beside these tables: the one wanted, unless one of them has it. */
    public static Name beside(String wanted, Collection<TableName> tables) {
        String free = wanted;
        for (TableName table : tables) {
            if (table.name().startsWith(wanted) && table.name().length() >= free.length()) {
                free = table.name() + "_";
            }
        }
        return name(free);
    }

    public static Name name(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !RESERVED.contains(name);
        return plain ? DSL.unquotedName(name) : DSL.quotedName(name);
    }
}
