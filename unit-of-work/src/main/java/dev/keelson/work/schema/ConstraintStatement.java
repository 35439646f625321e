package dev.keelson.work.schema;

/** The statement that reads unique indexes from {@code pg_catalog}, one row each. */
final class ConstraintStatement {

    /** The columns of the statement, from 1. */
    static final int SCHEMA = 1;

    static final int TABLE = 2;
    static final int VISIBLE = 3;
    static final int INDEX = 4;
    static final int DEFERRABLE = 5;
    static final int EXPRESSIONS = 6;
    static final int NULLS_ALIKE = 7;
    static final int COLUMNS = 8;
    static final int DEPENDS = 9;
    static final int CHECKED = 10;
    static final int DEFERRABLE_REFERENCES = 11;
    static final int CASCADES = 12;

    /** What stands between the name of a foreign key and that of one of its columns. */
    static final String BETWEEN = "\n";

    /**
     * The arrays are the columns compared, of which those only included are none; the columns that its expressions and its condition look
     * at; those that checks and foreign keys watch over; and the columns of foreign keys that can wait and of those that delete, each behind
     * the name of its key.
     */
    static final String SQL = """
        select n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid), i.relname,
          not x.indimmediate, x.indexprs is not null, x.indnullsnotdistinct,
          array(select a.attname::text from pg_catalog.pg_attribute a
            where a.attrelid = c.oid
              and pg_catalog.array_position(x.indkey::smallint[], a.attnum) < x.indnkeyatts),
          array(select a.attname::text from pg_catalog.pg_depend d
            join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where d.objid = x.indexrelid and d.refobjid = c.oid and d.classid = c.tableoid),
          array(select a.attname::text from pg_catalog.pg_constraint k
            join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
            where k.conrelid = c.oid and k.contype in ('c', 'f')),
          array(select k.conname::text || E'\\n' || a.attname::text from pg_catalog.pg_constraint k
            join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
            where k.conrelid = c.oid and k.contype = 'f' and k.condeferrable),
          array(select k.conname::text || E'\\n' || a.attname::text from pg_catalog.pg_constraint k
            join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
            where k.conrelid = c.oid and k.contype = 'f' and k.confdeltype = 'c')
        from pg_catalog.pg_index x
        join pg_catalog.pg_class c on c.oid = x.indrelid
        join pg_catalog.pg_class i on i.oid = x.indexrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where x.indisunique and x.indisvalid
          and left(n.nspname, 3) <> 'pg_' and n.nspname <> 'information_schema'
        order by n.nspname, c.relname, i.relname\
        """;

    private ConstraintStatement() {}
}
