package dev.keelson.testing;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Asks a session of PostgreSQL what was left in it that outlives its transactions.
 *
 * @param question gives a row with a text for each
 */
record LeftSettings(String question) {

    /** By which row-level security finds what it keeps apart: no catalogue lists settings of an application's own. */
    private static final Pattern CUSTOM = Pattern.compile("current_setting\\('([\\w.]+)'");

    /** Finds out what is to be asked, while Keelson is built. */
    static final class Asking {

        private @Nullable KeelsonBuilder builder;

        /** This is what builds it. */
        void of(KeelsonBuilder told) {
            builder = told;
        }

        /**
         * The questions, once it is built.
         *
         * @throws ExtensionConfigurationException if it was built otherwise
         */
        LeftSettings in(Keelson keelson) {
            if (builder == null) {
                throw new ExtensionConfigurationException(
                        "The stage has built a Keelson that the kit cannot look after: it"
                                + " does not say to the builder what KeelsonStage.build(pool, watched) was given. Call"
                                + " watched.accept(builder), or add it to the wirings of KeelsonModule.");
            }
            return LeftSettings.of(builder.timeoutOptions().isPresent(), keelson);
        }
    }

    private static LeftSettings of(boolean timeoutsAreSet, Keelson keelson) {
        String timeouts = timeoutsAreSet ? " and name not in ('statement_timeout', 'lock_timeout')" : "";
        List<String> parts = new ArrayList<>();
        parts.add("select 'setting ' || name || ' = ' || setting from pg_settings where source = 'session' and setting"
                + " is distinct from reset_val" + timeouts);
        parts.add("select 'an advisory lock' from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()");
        parts.add("select 'LISTEN ' || channel from pg_listening_channels() as channel");
        parts.add("select 'temporary table ' || relname from pg_class where relkind = 'r' and relpersistence = 't' and"
                + " relnamespace = pg_my_temp_schema()");
        Matcher custom = CUSTOM.matcher(keelson.schema().ddl());
        TreeSet<String> names = new TreeSet<>();
        while (custom.find()) {
            names.add(custom.group(1));
        }
        for (String name : names) {
            String value = "current_setting('" + name + "', true)";
            parts.add("select 'setting " + name + " = ' || " + value + " where " + value + " <> ''");
        }
        return new LeftSettings(String.join(" union all ", parts));
    }

    /** What is left in a session, each as a text. */
    List<String> in(Connection session) throws SQLException {
        List<String> left = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                left.add(rows.getString(1));
            }
        }
        return left;
    }
}
