package dev.keelson.work.sql;

import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * A value that a condition compares with. jOOQ's own parameter has a name made of the value's text, which takes longer than the comparison.
 * Immutable.
 */
public final class GivenValue extends OpenValue {

    private static final long serialVersionUID = 1L;
    private static final Name NAME = DSL.unquotedName("value");

    private final DataType<Object> type;
    private final transient Object value;

    /**
     * @param type by which it is bound
     */
    public GivenValue(Object value, DataType<Object> type) {
        super(NAME);
        this.type = type;
        this.value = value;
    }

    /** By what it is bound. */
    public DataType<Object> type() {
        return type;
    }

    public Object value() {
        return value;
    }

    @Override
    public Field<?> untold() {
        return DSL.val(value, type);
    }
}
