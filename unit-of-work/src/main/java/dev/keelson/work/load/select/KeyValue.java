package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType;
import dev.keelson.work.sql.OpenValue;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;

/** A value of the keys that a query is restricted to, or an array of them. Immutable. */
final class KeyValue extends OpenValue {

    private static final long serialVersionUID = 1L;

    private static final Name NAME = DSL.unquotedName("key");

    private final int place;
    private final transient ColumnType type;
    private final boolean array;
    private final Field<?> itself;

    /**
     * @param place among all values of these keys
     * @param type of the value, or of each element
     * @param itself the value, as jOOQ binds it
     */
    KeyValue(int place, ColumnType type, boolean array, Field<?> itself) {
        super(NAME);
        this.place = place;
        this.type = type;
        this.array = array;
        this.itself = itself;
    }

    int place() {
        return place;
    }

    ColumnType type() {
        return type;
    }

    boolean isArray() {
        return array;
    }

    @Override
    public Field<?> untold() {
        return itself;
    }
}
