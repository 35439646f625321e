package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.shapes.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database under policies as one of its tenants sees it who does not ask for what was removed: each table of the model is a
 * view under the same name, with the model's own columns. Another tenant has rows of the same keys, which must stay as they are.
 */
final class Seen implements AutoCloseable {

    private static final String OTHER = "globex";
    private static final Set<String> HIDING = Set.of("deleted_at", "deleted_by");
    private static final Set<String> STAMPS = Set.of("created_at", "created_by", "updated_at", "updated_by");

    /** From a row to what it hangs on: "r.crate_id = t.id". */
    private record Reference(String target, String condition) {}

    private final HikariDataSource reading;
    private final HikariDataSource sharing;
    private final Backend.Opened views;
    private final Backend.Opened unchecked;
    private final Map<String, Set<String>> columns = new LinkedHashMap<>();
    /** Of tables with a constraint that is checked late: their key, by which it is known what the other tenant has. */
    private final Map<String, String> arbiters = new LinkedHashMap<>();

    private final Set<String> theirs = new LinkedHashSet<>();
    private final String copies;
    private boolean isToShare;

    private Seen(Backend.Opened database) {
        this.reading = pool(database, "set search_path = seen, public");
        this.sharing = pool(database, "set session_replication_role = replica");
        this.views = new Backend.Opened(database.backend(), reading, reading, null);
        this.unchecked = new Backend.Opened(database.backend(), sharing, sharing, null);
        for (List<@Nullable Object> column : views.query(
                "select table_name, column_name from information_schema.columns where table_schema = 'public'"
                        + " and table_name in (select table_name from information_schema.columns"
                        + " where table_schema = 'public' and column_name = 'tenant_id')"
                        + " and table_name <> 'keelson_commits' order by table_name, ordinal_position")) {
            columns.computeIfAbsent((String) column.get(0), unused -> new LinkedHashSet<>())
                    .add((String) column.get(1));
        }
        views.query("""
            select t.relname, (
              select format('(%s)', string_agg(quote_ident(a.attname), ', ')) from pg_attribute a
              where a.attrelid = t.oid and a.attnum = any (p.conkey))
            from pg_class t join pg_constraint p on p.conrelid = t.oid and p.contype = 'p'
            where exists (select from pg_constraint d where d.conrelid = t.oid and d.contype = 'u' and d.condeferrable)\
            """).forEach(table -> arbiters.put((String) table.get(0), (String) table.get(1)));
        this.copies = copies();
    }

    private static HikariDataSource pool(Backend.Opened database, String settings) {
        TestDatabase server = Objects.requireNonNull(database.database(), "a PostgreSQL");
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.server().administrator(server.name()));
        config.setMaximumPoolSize(1);
        config.setConnectionInitSql(settings);
        return new HikariDataSource(config);
    }

    /** Makes the views. */
    static Seen of(Backend.Opened database) {
        Seen seen = new Seen(database);
        seen.create();
        return seen;
    }

    private void create() {
        Map<String, List<Reference>> references = references();
        StringBuilder statements = new StringBuilder("create schema seen");
        Set<String> made = new LinkedHashSet<>();
        while (made.size() < columns.size()) {
            for (String table : columns.keySet()) {
                List<Reference> owners = hides(table) ? List.of() : references.getOrDefault(table, List.of());
                if (!made.contains(table) && made.containsAll(targets(owners))) {
                    statements.append("; ").append(view(table, owners));
                    made.add(table);
                }
            }
        }
        views.execute(statements.toString());
    }

    private static List<String> targets(List<Reference> references) {
        return references.stream().map(Reference::target).toList();
    }

    private String view(String table, List<Reference> owners) {
        String own = columns.get(table).stream()
                .filter(column -> !column.equals("tenant_id") && !HIDING.contains(column) && !STAMPS.contains(column))
                .map(column -> "r.\"" + column + "\"")
                .collect(Collectors.joining(", "));
        StringBuilder view = new StringBuilder(
                "create view seen.\"" + table + "\" as select " + own + " from public.\"" + table + "\" r");
        view.append(" where r.tenant_id = '").append(Variant.OWN).append('\'');
        if (hides(table)) {
            view.append(" and r.deleted_at is null");
        }
        for (Reference owner : owners) {
            view.append(" and exists (select from seen.\"")
                    .append(owner.target())
                    .append("\" t where ")
                    .append(owner.condition())
                    .append(')');
        }
        return view.toString();
    }

    private Map<String, List<Reference>> references() {
        Map<String, List<Reference>> references = new LinkedHashMap<>();
        for (List<@Nullable Object> reference : views.query("""
            select s.relname, t.relname, (
              select string_agg(format('r.%I = t.%I', a.attname, b.attname), ' and ' order by a.attnum)
              from unnest(c.conkey, c.confkey) as k (a, b)
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.a
              join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.b
              where a.attname <> 'tenant_id')
            from pg_constraint c join pg_class s on s.oid = c.conrelid join pg_class t on t.oid = c.confrelid
            where c.contype = 'f'\
            """)) {
            references
                    .computeIfAbsent((String) reference.get(0), unused -> new ArrayList<>())
                    .add(new Reference((String) reference.get(1), (String) reference.get(2)));
        }
        return references;
    }

    /** Whether what is removed from a table stays there. */
    boolean hides(String table) {
        return columns.getOrDefault(table, Set.of()).containsAll(HIDING);
    }

    /** Whether a table tells who wrote its rows. */
    boolean isStamped(String table) {
        return columns.getOrDefault(table, Set.of()).containsAll(STAMPS);
    }

    void execute(String... statements) {
        views.execute(statements);
    }

    List<List<@Nullable Object>> query(String sql) {
        return views.query(sql);
    }

    /** Rows were saved: before anything else is done the other tenant shall have them, too. */
    void saved() {
        isToShare = true;
    }

    /** Gives the other tenant what was saved. */
    void share() {
        if (isToShare) {
            isToShare = false;
            unchecked.query(copies).forEach(row -> theirs.add((String) row.get(0)));
        }
    }

    /**
     * Gives the other tenant a row of each key that it has none of, as the own one has it at this moment, hidden or not, and tells
     * which.
     */
    private String copies() {
        List<String> parts = new ArrayList<>();
        List<String> copied = new ArrayList<>();
        columns.forEach((table, names) -> {
            String all = names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
            String values = all.replace("\"tenant_id\"", "'" + OTHER + "'");
            String name = "public.\"" + table + "\"";
            parts.add("\"" + table + "\" as (insert into " + name + " as r (" + all
                    + ") overriding system value select "
                    + values + " from " + name + " where tenant_id = '" + Variant.OWN + "' on conflict "
                    + arbiters.getOrDefault(table, "") + " do nothing returning '" + table + " ' || r::text as row)");
            copied.add("select row from \"" + table + "\"");
        });
        return "with " + String.join(", ", parts) + " " + String.join(" union all ", copied);
    }

    /** That the other tenant has what it was given, and nothing else. */
    void assertOthersUntouched() {
        String all = columns.keySet().stream()
                .map(table -> "select '" + table + " ' || r::text from public.\"" + table + "\" r where tenant_id = '"
                        + OTHER + "'")
                .collect(Collectors.joining(" union all "));
        assertThat(query(all).stream().map(row -> (String) row.get(0)).toList())
                .as("rows of another tenant")
                .containsExactlyInAnyOrderElementsOf(theirs);
    }

    /** Takes out all rows of the own tenant, hidden or not. */
    void empty() {
        assertOthersUntouched();
        saved();
        share();
        unchecked.execute(columns.keySet().stream()
                .map(table -> "delete from public.\"" + table + "\" where tenant_id = '" + Variant.OWN + "'")
                .collect(Collectors.joining("; ")));
    }

    @Override
    public void close() {
        reading.close();
        sharing.close();
    }
}
