package dev.keelson.work.schema;

/**
 * The statement that reads from {@code pg_catalog} what may keep rows of a table from being written without an error, and
 * from which tables deletes come down to it; one row a table.
 */
final class SilenceStatement {

    /** The columns of the statement, from 1. */
    static final int SCHEMA = 1;

    static final int TABLE = 2;
    static final int VISIBLE = 3;
    static final int ID = 4;
    static final int SILENT = 5;
    static final int RULES = 6;
    static final int TAKERS = 7;

    /**
     * It goes from each table to those whose deletes come down to it, step by step. What has partitions or heirs is taken for silent, since
     * each of them may have triggers of its own; the bits of a trigger are ROW and BEFORE. Of rules a view's own is none: they are what is
     * done instead of writes, or beside them.
     */
    static final String SQL = """
        with recursive cascades(child, parent) as (
          select k.conrelid, k.confrelid from pg_catalog.pg_constraint k
          where k.contype = 'f' and k.confdeltype = 'c'
          union
          select s.child, k.confrelid from cascades s
          join pg_catalog.pg_constraint k on k.conrelid = s.parent
          where k.contype = 'f' and k.confdeltype = 'c'
        )
        select n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid), c.oid::bigint,
          c.relrowsecurity or c.relispartition or c.relhassubclass or c.relkind <> 'r'
            or exists (select 1 from pg_catalog.pg_trigger g
              where g.tgrelid = c.oid and not g.tgisinternal and g.tgenabled <> 'D' and g.tgtype & 3 = 3),
          array(select r.rulename::text from pg_catalog.pg_rewrite r
            where r.ev_class = c.oid and r.ev_type <> '1' and r.ev_enabled <> 'D'
            order by r.rulename),
          array(select s.parent::bigint from cascades s where s.child = c.oid)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'f', 'v')
          and left(n.nspname, 3) <> 'pg_' and n.nspname <> 'information_schema'\
        """;

    private SilenceStatement() {}
}
