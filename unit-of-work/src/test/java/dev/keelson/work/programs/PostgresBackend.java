package dev.keelson.work.programs;

import static java.util.UUID.fromString;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, by one message a commit or by plain statements. Triggers write down each row that is written. */
final class PostgresBackend implements Backend {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String[] AUDIT = {
        "create table audit (seq bigserial primary key, tbl text, op text, tenant text, keys text[], cols text[])", """
            create function audited() returns trigger language plpgsql security definer as $$
            declare
              row_before jsonb;
              row_after jsonb;
              names text[];
            begin
              if tg_op <> 'INSERT' then row_before := to_jsonb(old); end if;
              if tg_op <> 'DELETE' then row_after := to_jsonb(new); end if;
              if tg_op = 'UPDATE' then
                select array_agg(name) into names from jsonb_object_keys(row_after) name
                  where row_after -> name <> row_before -> name;
              end if;
              insert into audit (tbl, op, tenant, keys, cols) values (tg_table_name, tg_op,
                  coalesce(row_after, row_before) ->> 'tenant_id',
                  array(select coalesce(row_after, row_before) ->> name
                      from unnest(tg_argv) with ordinality arg (name, nr) order by nr),
                  names);
              return null;
            end $$\
            """
    };

    private final TestDatabase database;
    private final TableReader reader;
    private final CountedPool pool;
    private final Keelson keelson;
    private final PreparedStatement audit;
    private long read;

    PostgresBackend(Setting setting, boolean portable) {
        database = TestDatabase.create();
        database.execute(Models.ddl(setting, StatementProfile.POSTGRES).toArray(String[]::new));
        pool = new CountedPool(database.application());
        KeelsonBuilder builder = Models.mapped(setting).dataSource(pool.dataSource());
        keelson = (portable ? builder.portable(true) : builder).build();
        database.execute(AUDIT);
        for (Table table : Tables.ALL) {
            database.execute("create trigger audit after insert or update or delete on " + table.name()
                    + " for each row execute function audited('" + String.join("', '", table.key()) + "')");
        }
        try {
            Connection connection = database.owner().getConnection();
            reader = new TableReader(connection);
            audit = connection.prepareStatement("select * from audit where seq > ? order by seq");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Keelson keelson() {
        return keelson;
    }

    @Override
    public int connections() {
        return pool.taken();
    }

    @Override
    public List<Row> rows() {
        return reader.rows();
    }

    @Override
    public boolean isAudited() {
        return true;
    }

    private ResultSet unread() throws SQLException {
        audit.setLong(1, read);
        return audit.executeQuery();
    }

    @Override
    public List<WrittenRow> audit() {
        List<WrittenRow> written = new ArrayList<>();
        try (ResultSet result = unread()) {
            while (result.next()) {
                read = result.getLong("seq");
                List<@Nullable String> key = new ArrayList<>();
                for (String value : (@Nullable String[]) result.getArray("keys").getArray()) {
                    key.add(value != null && UUID.matcher(value).matches() ? Row.text(fromString(value)) : value);
                }
                String tenant = result.getString("tenant");
                written.add(new WrittenRow(
                        new Row.Key(result.getString("tbl"), tenant == null ? "" : tenant, key),
                        Kind.valueOf(result.getString("op")),
                        result.getArray("cols") == null
                                ? Set.of()
                                : Set.of((String[]) result.getArray("cols").getArray())));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return written;
    }

    /** What was deleted is not read over and over again. */
    @Override
    public void rest() {
        database.execute("vacuum "
                + String.join(", ", Tables.ALL.stream().map(Table::name).toList()));
    }

    @Override
    public void close() {
        keelson.close();
        reader.close();
        database.close();
    }
}
