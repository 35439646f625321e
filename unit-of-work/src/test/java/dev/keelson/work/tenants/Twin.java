package dev.keelson.work.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.Settings;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.tenants.Estate.Entry;
import dev.keelson.work.tenants.Estate.Keeper;
import dev.keelson.work.tenants.Estate.Message;
import dev.keelson.work.tenants.Estate.Plot;
import dev.keelson.work.tenants.Estate.Truck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A database of tenant A, with tenant B in it or without. What B does, it does only where it is. */
final class Twin implements AutoCloseable, Neighbour {

    private static final Pattern PREDICATE = Pattern.compile("\\b\\w+\\.tenant_id = \\?");
    private static final int PROGRAMS_TO_A_REST = 500;
    private static final String ANY_TENANT = "cast(? as text) is not null";

    private final TestDatabase database = TestDatabase.create();
    private final Recorder recorder = new Recorder();
    private final Keelson oneMessage;
    private final Keelson portable;
    private final Connection administrator;
    private final Connection application;
    private final PreparedStatement ofA;
    private final PreparedStatement ofB;
    private final boolean shared;
    private @Nullable SqlUnitOfWork locking;
    private List<String> theirs = List.of();
    private int cleared;

    /**
     * A database without B.
     *
     * @param secured whether it keeps tenants apart as well
     */
    static Twin alone(boolean secured) {
        return of(secured, false);
    }

    /** The same with B. */
    static Twin both(boolean secured) {
        return of(secured, true);
    }

    private static Twin of(boolean secured, boolean shared) {
        try {
            return new Twin(secured, shared);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Twin(boolean secured, boolean shared) throws SQLException {
        this.shared = shared;
        database.execute(Estate.ddl(secured));
        administrator = database.server().administrator(database.name()).getConnection();
        execute("alter database " + database.name() + " set lock_timeout = '5s'"); // rather than wait for B for ever
        oneMessage = open(secured, false);
        portable = open(secured, true);
        application = database.application().getConnection();
        application.setAutoCommit(false);
        if (shared) {
            settle();
        }
        execute("set session_replication_role = replica");
        execute("vacuum (freeze, analyze)"); // after which no row has a trace of whoever locked it
        ofA = administrator.prepareStatement(rows("(to_jsonb(t) - 'token' - 'author' - 'at')::text", "A"));
        ofB = administrator.prepareStatement(rows("ctid || ' ' || xmin || ' ' || xmax || ' ' || t::text", "B"));
        theirs = rowsOfB();
    }

    private Keelson open(boolean secured, boolean plain) {
        return Estate.mapped(secured)
                .portable(plain)
                .settings(Settings.STANDARD.withRounds(2))
                .dataSource(recorder.over(database.application()))
                .build();
    }

    /** B has all identifiers that programs draw, but for the last of each kind, and has used their tokens. */
    private void settle() {
        Draws draws = new Draws(7);
        oneMessage.run(Estate.B, Draws.token(0), work -> {
            for (int n = 0; n < Draws.IDS - 1; n++) {
                work.add(draws.made(Keeper.class, Draws.keeperId(n)));
            }
        });
        oneMessage.run(Estate.B, Draws.token(3), work -> {
            for (int n = 0; n < Draws.IDS - 1; n++) {
                work.add(Estate.plot(
                        Draws.plotId(n), draws.word(), List.of(Draws.keeperId(n), Draws.keeperId((n + 1) % 3))));
                for (Class<?> type : List.of(Truck.class, Message.class, Entry.class)) {
                    work.add(draws.made(type, Draws.id(type, n)));
                }
            }
        });
    }

    Keelson keelson(boolean plain) {
        return plain ? portable : oneMessage;
    }

    Recorder recorder() {
        return recorder;
    }

    // ---- what B does meanwhile

    @Override
    public void changes(int plot) {
        asB(() -> oneMessage.run(Estate.B, work -> {
            Plot one = work.get(Plot.class, Draws.plotId(plot));
            one.beds.forEach(bed -> bed.soil = bed.soil.length() > 20 ? "B" : bed.soil + "!");
            one.prices.replaceAll((good, price) -> price + 1);
        }));
    }

    @Override
    public void locks() {
        asB(() -> {
            SqlUnitOfWork work = oneMessage.begin(Estate.B, Isolation.LOCKING);
            for (int n = 0; n < Draws.IDS - 1; n++) {
                work.get(Plot.class, Draws.plotId(n), Lock.FOR_UPDATE);
                work.get(Keeper.class, Draws.keeperId(n), Lock.FOR_UPDATE);
            }
            locking = work;
        });
    }

    @Override
    public void letsGo() {
        if (locking != null) {
            locking.close();
            locking = null;
        }
    }

    private void asB(Runnable work) {
        if (shared) {
            assertTheirsUntouched();
            recorder.pause(work);
            theirs = rowsOfB();
        }
    }

    // ---- what is stored

    /** Nothing of B was written, deleted or locked, not even by a transaction that was rolled back. */
    void assertTheirsUntouched() {
        assertThat(rowsOfB()).as("rows of B").isEqualTo(theirs);
    }

    private List<String> rowsOfB() {
        return read(ofB);
    }

    /** The rows of A, but for what each commit draws afresh. */
    List<String> rowsOfA() {
        return read(ofA);
    }

    private static String rows(String row, String tenant) {
        return Estate.TABLES.stream()
                .map(table -> "select '" + table + " ' || " + row + " from " + table + " t where tenant_id = '" + tenant
                        + "'")
                .collect(Collectors.joining(" union all ", "", " order by 1"));
    }

    private static List<String> read(PreparedStatement query) {
        try (ResultSet rows = query.executeQuery()) {
            return read(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows, but for the places that they came in. */
    private static List<String> read(ResultSet rows) throws SQLException {
        List<String> read = new ArrayList<>();
        while (rows.next()) {
            StringJoiner row = new StringJoiner(" | ");
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                if (!rows.getMetaData().getColumnLabel(column).equals("place")) {
                    row.add(rows.getString(column));
                }
            }
            read.add(row.toString());
        }
        return read;
    }

    /** A has nothing any more. */
    void clear() {
        execute(Estate.TABLES.stream()
                .map(table -> "delete from " + table + " where tenant_id = 'A'")
                .collect(Collectors.joining("; ")));
        if (++cleared % PROGRAMS_TO_A_REST == 0) {
            execute("vacuum");
        }
    }

    private void execute(String sql) {
        try (Statement statement = administrator.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run: " + sql, e);
        }
    }

    /** Whether there is something in a statement that it can forget. */
    static boolean knowsTenant(String sql) {
        return PREDICATE.matcher(sql).find();
    }

    /**
     * What a statement tells A that forgets whose rows it is to see, with the values that it had: rows, how many were written,
     * or why not. Nothing of it stays.
     */
    List<String> forgetful(Recorder.Sent sent) {
        try {
            return told(sent);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> told(Recorder.Sent sent) throws SQLException {
        try (PreparedStatement setting =
                        application.prepareStatement("select set_config('keelson.tenant', 'A', true)");
                PreparedStatement statement = application.prepareStatement(
                        PREDICATE.matcher(sent.sql()).replaceAll(ANY_TENANT))) {
            setting.execute();
            sent.bind(statement);
            List<String> told = new ArrayList<>(
                    statement.execute() ? read(statement.getResultSet()) : List.of("" + statement.getUpdateCount()));
            told.sort(null);
            return sent.sql().contains("clock_timestamp()") ? List.of(told.size() + " rows of this moment") : told;
        } catch (SQLException refused) {
            return List.of(
                    refused.getSQLState().substring(0, 2)); // which constraint is met first is the plan's to choose
        } finally {
            application.rollback();
        }
    }

    @Override
    public void close() {
        letsGo();
        oneMessage.close();
        portable.close();
        try (administrator;
                application) {
            application.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        database.close();
    }
}
