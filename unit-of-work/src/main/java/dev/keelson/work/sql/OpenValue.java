package dev.keelson.work.sql;

import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.CustomField;
import org.jooq.impl.SQLDataType;

/**
 * A value in a condition of jOOQ's that is told where the statement is rendered, so that the condition may be made before, and used
 * again. Immutable.
 */
public abstract class OpenValue extends CustomField<Object> {

    private static final long serialVersionUID = 1L;
    private static final Object KEY = OpenValue.class;

    /** Says what stands in the place of each open value. */
    @FunctionalInterface
    public interface Values extends Function<OpenValue, Field<?>> {

        /** None is told. */
        Values NONE = OpenValue::untold;
    }

    protected OpenValue(Name name) {
        super(name, SQLDataType.OTHER);
    }

    /** Has what is rendered by this configuration take these values. */
    public static void tell(Configuration configuration, Values values) {
        configuration.data(KEY, values);
    }

    /** What stands in its place where nobody says another. */
    public abstract Field<?> untold();

    @Override
    public final void accept(Context<?> context) {
        Values values = (Values) context.configuration().data(KEY);
        context.visit(values == null ? untold() : values.apply(this));
    }
}
