package dev.keelson.work.database;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.SessionSetting;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/** The settings that policies make for each transaction, as the one statement that is sent ahead. Immutable, thread-safe. */
public final class TransactionSettings {

    private final List<SessionSetting> settings;
    private final @Nullable StatementTemplate template;

    /**
     * @throws MappingException if the database has no settings of a transaction
     */
    public TransactionSettings(List<SessionSetting> settings, StatementProfile profile) {
        this.settings = List.copyOf(settings);
        this.template = settings.isEmpty() ? null : template(settings, profile);
    }

    private static StatementTemplate template(List<SessionSetting> settings, StatementProfile profile) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        QueryPart statement = profile.dialect()
                .transactionSettings(settings.stream().map(SessionSetting::name).toList(), builder);
        if (statement == null) {
            List<Fault> faults = new ArrayList<>();
            for (SessionSetting setting : settings) {
                faults.add(new Fault(
                        "setting " + setting.name(),
                        "a policy makes it for each transaction, and this database has no settings of a transaction",
                        "Leave the policy out here, or use PostgreSQL"));
            }
            throw new MappingException(faults);
        }
        return builder.build(statement);
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

    /** What is sent ahead of each transaction; nothing where there are no settings. */
    public List<BoundStatement> at(Moment moment) {
        if (template == null) {
            return List.of();
        }
        @Nullable Object[] values = new Object[settings.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = settings.get(i).valueAt(moment);
        }
        return List.of(new BoundStatement(template, values));
    }
}
