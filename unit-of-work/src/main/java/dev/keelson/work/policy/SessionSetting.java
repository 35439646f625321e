package dev.keelson.work.policy;

import dev.keelson.value.ColumnType;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A setting of the database that a policy makes for each transaction, and for that alone: it is sent in front of the first
 * statement, in the same message, and nothing of it is left on the connection. Row-level security reads such settings:
 * {@code new SessionSetting("app.tenant", moment -> ...)} and {@code nullif(current_setting('app.tenant', true), '')}. Immutable.
 *
 * <p>Source: PostgreSQL documentation, Configuration Settings Functions, {@code set_config}.
 *
 * @param name as the database has it; a name of the application's own has a dot in it
 * @param value evaluated once a moment, never null
 */
public record SessionSetting(String name, Function<Moment, String> value) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)*");

    /**
     * @throws IllegalArgumentException if no setting can have this name
     */
    public SessionSetting {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Cannot make the setting '" + name + "': a setting is called by letters, digits"
                            + " and underscores, in parts that dots part, such as app.tenant. Give it such a name.");
        }
    }

    /**
     * Its value at a moment.
     *
     * @throws IllegalStateException if the policy gives none
     * @throws IllegalArgumentException if the policy gives a text that the database does not take
     */
    public String valueAt(Moment moment) {
        String given = value.apply(moment);
        if (given == null) {
            throw new IllegalStateException("The policy of setting " + name + " gave no value for the work of "
                    + moment.context().actor().name()
                    + ". A policy gives a value for every context of work, or refuses it.");
        }
        try {
            ColumnType.text().fit(given);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(
                    "The policy of setting " + name + " gave a value that the database does not take: "
                            + unfit.getMessage() + ". Have the policy give another, or refuse the context.",
                    unfit);
        }
        return given;
    }
}
