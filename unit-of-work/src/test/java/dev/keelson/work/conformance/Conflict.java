package dev.keelson.work.conformance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Has a database refuse a row with the label "conflict" as one that another transaction wrote. */
public final class Conflict implements Trigger {

    private static final String STATE = "40001";

    /** The statements that make it, for updates of crates. */
    static List<String> of(Variant variant) {
        String trigger = "create trigger conflict before update on crates for each row ";
        return variant.isOnH2()
                ? List.of(trigger + "call '" + Conflict.class.getName() + "'")
                : List.of(
                        "create function conflict() returns trigger language plpgsql as $$ begin raise sqlstate '"
                                + STATE + "'; end $$",
                        trigger + "when (new.label = 'conflict') execute function conflict()");
    }

    @Override
    public void fire(Connection connection, @Nullable Object[] before, @Nullable Object[] after) throws SQLException {
        if (Arrays.asList(after).contains("conflict")) {
            throw new SQLException("written by another transaction", STATE);
        }
    }
}
