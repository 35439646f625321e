package dev.keelson.benchmarks.contestant.limit;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Rows of one table by columns. For one thread at a time. */
final class Columns {

    private final BinaryArray[] arrays;

    Columns(Column... types) {
        arrays = new BinaryArray[types.length];
        for (int i = 0; i < types.length; i++) {
            arrays[i] = new BinaryArray(types[i]);
        }
    }

    /** The column of this place, counted from 0. */
    BinaryArray at(int place) {
        return arrays[place];
    }

    void clear() {
        for (BinaryArray array : arrays) {
            array.clear();
        }
    }

    /** Binds one parameter a column, from this one on, and returns the next. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < arrays.length; i++) {
            statement.setObject(first + i, arrays[i]);
        }
        return first + arrays.length;
    }
}
