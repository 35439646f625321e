package dev.keelson.work.database;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.SessionSetting;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/** The settings that policies make for each transaction, and the timeouts of some, as the one statement that is sent ahead. Immutable, thread-safe. */
public final class TransactionSettings {

    private final List<SessionSetting> settings;
    private final @Nullable StatementTemplate template;
    private final List<String> names;
    private final StatementProfile profile;
    private final AtomicReference<@Nullable StatementTemplate> limited = new AtomicReference<>();

    /**
     * @throws MappingException if the database has no settings of a transaction
     */
    public TransactionSettings(List<SessionSetting> settings, StatementProfile profile) {
        this.settings = List.copyOf(settings);
        this.profile = profile;
        this.names = new ArrayList<>();
        for (SessionSetting setting : settings) {
            names.add(setting.name());
        }
        this.template = settings.isEmpty() ? null : template(names, profile);
        if (!settings.isEmpty() && template == null) {
            List<Fault> faults = new ArrayList<>();
            for (SessionSetting setting : settings) {
                faults.add(new Fault(
                        "setting " + setting.name(),
                        "a policy makes it for each transaction, and this database has no settings of a transaction",
                        "Leave the policy out here, or use PostgreSQL"));
            }
            throw new MappingException(faults);
        }
    }

    /** With timeouts; rendered when the first unit of work has some. */
    private @Nullable StatementTemplate limited() {
        StatementTemplate known = limited.get();
        if (known != null) {
            return known;
        }
        List<String> all = new ArrayList<>(names);
        all.add(Timeouts.STATEMENT);
        all.add(Timeouts.LOCK);
        StatementTemplate made = template(all, profile);
        return limited.compareAndSet(null, made) ? made : limited.get();
    }

    /**
     * The settings of the database's own that it does not know, each a fault; those of the application's have a dot in their names,
     * and are made as they are set.
     */
    public static List<Fault> unknown(List<SessionSetting> settings, Database database) {
        List<Fault> faults = new ArrayList<>();
        for (SessionSetting setting : settings) {
            if (setting.name().indexOf('.') < 0 && !isKnown(setting.name(), database)) {
                faults.add(new Fault(
                        "setting " + setting.name(),
                        "a policy makes it for each transaction, and the database has none of this name",
                        "Write it as the database does; a setting of the application's own has a dot in its name, such"
                                + " as app." + setting.name()));
            }
        }
        return faults;
    }

    private static boolean isKnown(String name, Database database) {
        TemplateBuilder builder = new TemplateBuilder(database.profile());
        QueryPart asked = database.profile().dialect().currentSetting(builder);
        if (asked == null) {
            return true; // which has no such settings at all is told for all of them
        }
        BoundStatement statement = new BoundStatement(builder.build(asked), new Object[] {name});
        return database.query(
                () -> "look for setting " + name, statement, rows -> rows.next() && rows.getString(1) != null);
    }

    private static @Nullable StatementTemplate template(List<String> names, StatementProfile profile) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        QueryPart statement = profile.dialect().transactionSettings(names, builder);
        return statement == null ? null : builder.build(statement);
    }

    /**
     * The same, where all units of work have timeouts.
     *
     * @throws MappingException if the database has no such settings
     */
    public TransactionSettings requireTimeouts() {
        if (limited() == null) {
            throw new MappingException(List.of(new Fault(
                    "timeouts",
                    "this database has no such settings",
                    "Leave .timeouts(...) out here, or use PostgreSQL")));
        }
        return this;
    }

    /**
     * What is sent ahead of each transaction; nothing where there are no settings.
     *
     * @param timeouts of its statements, or null where the message says nothing of them
     * @throws UnitOfWorkStateException if the database has no timeouts
     */
    public List<BoundStatement> at(Moment moment, @Nullable Timeouts timeouts) {
        StatementTemplate sent = timeouts == null ? template : limited();
        if (timeouts != null && sent == null) {
            throw new UnitOfWorkStateException(
                    "begin",
                    "one with timeouts, and this database has no such settings",
                    "Leave withTimeouts(...) out here, or use PostgreSQL");
        }
        if (sent == null) {
            return List.of();
        }
        int own = settings.size();
        @Nullable Object[] values = new Object[timeouts == null ? own : own + 2];
        for (int i = 0; i < own; i++) {
            values[i] = settings.get(i).valueAt(moment);
        }
        if (timeouts != null) {
            values[own] = timeouts.statementSetting();
            values[own + 1] = timeouts.lockSetting();
        }
        return List.of(new BoundStatement(sent, values));
    }
}
