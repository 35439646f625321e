package dev.keelson.work.mapping;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type wrap a value of another, as which they lie in columns. Immutable.
 *
 * @param type the class of the wrappers
 * @param wrapped the type of what they wrap
 * @param unwrap gives what is wrapped
 * @param wrap makes a wrapper
 */
@Internal
public record Wrapper(
        Class<?> type,
        Type wrapped,
        Function<Object, ? extends @Nullable Object> unwrap,
        Function<Object, ? extends @Nullable Object> wrap) {

    /** Lays the wrappers as this converter lays what they wrap. */
    public ValueConverter<Object> around(ValueConverter<Object> inner) {
        return inner instanceof ScalarConverter<Object> scalar ? around(scalar) : new Around(this, inner);
    }

    /** Lays the wrappers in the one column in which this converter lays what they wrap. */
    public ScalarConverter<Object> around(ScalarConverter<Object> inner) {
        return ScalarConverter.of(
                Object.class,
                inner.columnType(),
                value -> inner.toColumn(unwrapped(value)),
                column -> wrapper(inner.fromColumn(column)));
    }

    /** What a wrapper holds. */
    public Object unwrapped(Object value) {
        return present(unwrap.apply(value), "holds null, which cannot be told from no value");
    }

    /** A wrapper of this value. */
    public Object wrapper(Object value) {
        return present(wrap.apply(value), "was not made: its function gave null");
    }

    private Object present(@Nullable Object value, String problem) {
        if (value == null) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " " + problem);
        }
        return value;
    }

    private record Around(Wrapper wrapper, ValueConverter<Object> inner) implements ValueConverter<Object> {

        @Override
        public List<ColumnSpec> columns() {
            return inner.columns();
        }

        @Override
        public void write(Object value, ColumnWriter columns) {
            inner.write(wrapper.unwrapped(value), columns);
        }

        @Override
        public Object read(ColumnReader columns) {
            return wrapper.wrapper(inner.read(columns));
        }
    }
}
