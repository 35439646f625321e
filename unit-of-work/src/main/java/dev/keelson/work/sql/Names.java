package dev.keelson.work.sql;

import dev.keelson.work.row.TableName;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * Names of tables and columns as jOOQ takes them: quoted where PostgreSQL would otherwise read something else, plain
 * where it would not, so that transcripts stay readable. Other dialects quote every name by their settings.
 */
public final class Names {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

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
        boolean plain = PLAIN.matcher(name).matches() && !PostgresDialect.isReserved(name);
        return plain ? DSL.unquotedName(name) : DSL.quotedName(name);
    }
}
