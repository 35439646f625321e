package dev.keelson.testing;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Asks a session of PostgreSQL what is in it that outlives its transactions.
 *
 * @param question gives a row for each: how messages call it, by what it is compared, and its value for messages, if it has one
 */
record LeftSettings(String question) {

    /** By which row-level security finds what it keeps apart: no catalogue lists settings of an application's own. */
    private static final Pattern CUSTOM = Pattern.compile("current_setting\\('([\\w.]+)'");

    /** What sets one of an application's own until it is set anew. */
    private static final Pattern SET = Pattern.compile(
            "\\bset\\s+(?:session\\s+)?(\\w+(?:\\.\\w+)+)\\s*(?:=|\\bto\\b)"
                    + "|\\bset_config\\(\\s*'(\\w+(?:\\.\\w+)+)'\\s*,[^()]*,\\s*false\\s*\\)",
            Pattern.CASE_INSENSITIVE);

    /** Which settings of an application's own a text of SQL sets, so far as it names them. */
    static Set<String> setBy(String sql) {
        if (sql.indexOf('.') < 0) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        for (Matcher set = SET.matcher(sql); set.find(); ) {
            names.add((set.group(1) == null ? set.group(2) : set.group(1)).toLowerCase(Locale.ROOT));
        }
        return names;
    }

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

    /** What is in a session of PostgreSQL at one time, and outlives its transactions. */
    record State(List<Part> parts) {

        /** Of a session of which nothing is known. */
        static final State NOTHING = new State(List.of());

        /**
         * One thing that is in it.
         *
         * @param name how messages call it
         * @param compared equal in two states that are the same
         * @param value what messages say of it, where they say more than the name
         */
        record Part(String name, String compared, @Nullable String value) {

            boolean isSameAs(Part other) {
                return name.equals(other.name) && compared.equals(other.compared);
            }

            @Override
            public String toString() {
                return value == null ? name : name + " = " + value;
            }
        }

        State {
            parts = List.copyOf(parts);
        }

        /** What is in it that was not in an earlier state, and which settings of that it lacks, each as a text. */
        List<String> since(State earlier) {
            List<String> told = new ArrayList<>();
            parts.stream()
                    .filter(part -> earlier.parts.stream().noneMatch(part::isSameAs))
                    .forEach(part -> told.add(part.toString()));
            Set<String> names = parts.stream().map(Part::name).collect(Collectors.toCollection(HashSet::new));
            earlier.parts.stream()
                    .filter(part -> part.value() != null && !names.contains(part.name()))
                    .forEach(part -> told.add(part.name() + " no longer " + part.value()));
            return told;
        }
    }

    private static LeftSettings of(boolean timeoutsAreSet, Keelson keelson) {
        String timeouts = timeoutsAreSet ? " and name not in ('statement_timeout', 'lock_timeout')" : "";
        List<String> parts = new ArrayList<>();
        parts.add("select 'setting ' || name, setting, setting from pg_settings where source = 'session' and setting is"
                + " distinct from reset_val and name <> 'search_path'" + timeouts);
        parts.add("select 'setting search_path', current_schemas(false)::text, current_setting('search_path')");
        parts.add("select 'an advisory lock', concat_ws(' ', classid, objid, objsubid, mode), null from pg_locks where"
                + " locktype = 'advisory' and pid = pg_backend_pid()");
        parts.add("select 'LISTEN ' || channel, '', null from pg_listening_channels() as channel");
        parts.add("select 'temporary table ' || relname, '', null from pg_class where relkind = 'r' and relpersistence"
                + " = 't' and relnamespace = pg_my_temp_schema()");
        Matcher custom = CUSTOM.matcher(keelson.schema().ddl());
        TreeSet<String> names = new TreeSet<>();
        while (custom.find()) {
            names.add(custom.group(1));
        }
        names.forEach(name -> parts.add(custom(name)));
        return new LeftSettings(String.join(" union all ", parts));
    }

    private static String custom(String name) {
        String value = "current_setting('" + name + "', true)";
        return "select 'setting " + name + "', " + value + ", " + value + " where " + value + " <> ''";
    }

    /**
     * What is in a session now.
     *
     * @param seen names of settings of an application's own besides
     */
    State in(Connection session, Collection<String> seen) throws SQLException {
        List<State.Part> parts = new ArrayList<>();
        StringBuilder asked = new StringBuilder(question);
        new TreeSet<>(seen)
                .stream()
                        .filter(name -> !question.contains("'" + name + "'"))
                        .forEach(name -> asked.append(" union all ").append(custom(name)));
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(asked.toString())) {
            while (rows.next()) {
                parts.add(new State.Part(rows.getString(1), String.valueOf(rows.getString(2)), rows.getString(3)));
            }
        }
        return new State(parts);
    }
}
