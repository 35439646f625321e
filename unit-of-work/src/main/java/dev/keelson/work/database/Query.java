package dev.keelson.work.database;

import dev.keelson.work.sql.BoundStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A statement that reads: its text, and what binds its values. */
public interface Query {

    String sql();

    /**
     * Binds its values.
     *
     * @param first the index of its first parameter
     * @return the index after its last
     */
    int bind(PreparedStatement statement, int first) throws SQLException;

    /** One of the statements that are rendered once. */
    static Query of(BoundStatement bound) {
        return new Query() {
            @Override
            public String sql() {
                return bound.template().sql();
            }

            @Override
            public int bind(PreparedStatement statement, int first) throws SQLException {
                return Jdbc.bind(statement, first, bound);
            }
        };
    }
}
