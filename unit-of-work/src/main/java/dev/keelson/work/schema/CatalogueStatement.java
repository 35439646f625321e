package dev.keelson.work.schema;

/**
 * The statement that reads columns from {@code pg_catalog}, in the order of schema, table and column. It has one row
 * for each column, and one with a null for a table that has none and for a sequence.
 */
final class CatalogueStatement {

    /** The columns of the statement, from 1. */
    static final int SCHEMA = 1;

    static final int TABLE = 2;
    static final int VISIBLE = 3;
    static final int KIND = 4;
    static final int COLUMN = 5;
    static final int TYPE = 6;
    static final int REQUIRED = 7;
    static final int FILLED = 8;
    static final int ALWAYS = 9;
    static final int SEQUENCED = 10;
    static final int UNIQUES = 11;
    static final int GENERATED = 12;
    static final int LABELS = 13;
    static final int PARTITIONING = 14;
    static final int LOOSE = 15;

    /**
     * From each domain it goes down to the type that it is made of, step by step, since that may be a domain, too: the last step has no
     * next one, the type, its modifier, and whether any step refuses nulls or has a default.
     *
     * <p>What keeps a column unique, with others perhaps, is told as {@link UniqueIndexText} reads it: an index on expressions does not,
     * nor one whose making failed; columns that are only included stand behind those compared. An index may tell apart what the column's
     * own equality does not, by another collation than that of a column to which 'a' and 'A' are one, or by the operators of another type
     * than the column's, as of text for citext.
     *
     * <p>A column is sequenced that owns a sequence, as an identity or serial column does. It is loose by the collation by which
     * different texts of it are equal. Labels are those of the enum that it, or each element of its array, is of.
     */
    static final String SQL = """
        with recursive bases(domain, type, modifier, next, next_modifier, required, filled) as (
          select t.oid, t.oid, -1, t.typbasetype, t.typtypmod, t.typnotnull, t.typdefault is not null
          from pg_catalog.pg_type t
          where t.typtype = 'd'
          union all
          select s.domain, t.oid, s.next_modifier, t.typbasetype, t.typtypmod,
            s.required or t.typnotnull, s.filled or t.typdefault is not null
          from bases s
          join pg_catalog.pg_type t on t.oid = s.next
        )
        select n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid),
          case
            when c.relkind in ('v', 'm') then 'VIEW'
            when c.relkind = 'S' then 'SEQUENCE'
            when c.relkind = 'f' then 'FOREIGN'
            when c.relkind = 'r'
              and exists (select 1 from pg_catalog.pg_inherits h where h.inhparent = c.oid) then 'SCATTERED'
            when c.relkind = 'p'
              and exists (select 1 from pg_catalog.pg_partitioned_table o
                where o.partrelid = c.oid and o.partexprs is not null) then 'SCATTERED'
            else 'TABLE'
          end,
          a.attname,
          pg_catalog.format_type(coalesce(b.type, a.atttypid), coalesce(b.modifier, a.atttypmod)),
          a.attnotnull or coalesce(b.required, false),
          a.atthasdef or a.attidentity <> '' or coalesce(b.filled, false),
          a.attidentity = 'a',
          exists (select 1 from pg_catalog.pg_depend d
            join pg_catalog.pg_class q on q.oid = d.objid and q.relkind = 'S'
            where d.refobjid = c.oid and d.refobjsubid = a.attnum
              and d.refclassid = c.tableoid and d.classid = c.tableoid and d.deptype in ('a', 'i')),
          array(select case when i.indimmediate then 'y' else 'n' end
              || case when i.indnullsnotdistinct then 'y' else 'n' end
              || case
                when exists (select 1 from pg_catalog.pg_collation l
                  where l.oid = a.attcollation and not l.collisdeterministic
                    and l.oid <> (i.indcollation::oid[])[
                      pg_catalog.array_position(i.indkey::smallint[], a.attnum)])
                or exists (select 1 from pg_catalog.pg_opclass x
                  join pg_catalog.pg_opclass d on d.opcmethod = x.opcmethod
                  where x.oid = (i.indclass::oid[])[pg_catalog.array_position(i.indkey::smallint[], a.attnum)]
                    and x.opcintype <> coalesce(b.type, a.atttypid)
                    and d.opcintype = coalesce(b.type, a.atttypid) and d.opcdefault) then 'y'
                else 'n'
              end
              || u.relname::text
              || coalesce(E'\\n' || pg_catalog.pg_get_expr(i.indpred, i.indrelid), '')
            from pg_catalog.pg_index i
            join pg_catalog.pg_class u on u.oid = i.indexrelid
            where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indexprs is null
              and pg_catalog.array_position(i.indkey::smallint[], a.attnum) < i.indnkeyatts),
          a.attgenerated <> '',
          array(select e.enumlabel::text from pg_catalog.pg_enum e
            where e.enumtypid in (coalesce(b.type, a.atttypid),
              (select y.typelem from pg_catalog.pg_type y where y.oid = coalesce(b.type, a.atttypid)))
            order by e.enumsortorder),
          c.relkind = 'p'
            and exists (select 1 from pg_catalog.pg_partitioned_table o
              where o.partrelid = c.oid and a.attnum = any (o.partattrs)),
          (select l.collname::text from pg_catalog.pg_collation l
            where l.oid = a.attcollation and not l.collisdeterministic)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        left join pg_catalog.pg_attribute a
          on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and c.relkind <> 'S'
        left join bases b on b.domain = a.atttypid and b.next = 0
        where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
          and left(n.nspname, 3) <> 'pg_' and n.nspname <> 'information_schema'
        order by n.nspname, c.relname, a.attnum\
        """;

    private CatalogueStatement() {}
}
