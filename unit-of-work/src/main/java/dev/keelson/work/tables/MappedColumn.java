package dev.keelson.work.tables;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.database.MappedBinding;
import dev.keelson.work.model.ScalarContent;
import java.lang.invoke.MethodType;
import org.jooq.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a mapped table. Immutable.
 *
 * @param name the column
 * @param label what messages call it, as "Order.total"
 * @param type the type of the column
 * @param content the one value of the domain that lies in it; null where none does, or only a part of one
 */
@Internal
public record MappedColumn(
        String name,
        String label,
        ColumnType type,
        @Nullable ScalarContent content) {

    /** The class of the values of the domain that lie in it, or of the column's own. */
    public Class<?> values() {
        return content == null ? plainValues() : boxed(content.converter().valueType());
    }

    /** The class of the column's own values. */
    public Class<?> plainValues() {
        return type.javaType();
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** jOOQ's type, whose values are those of the domain. */
    DataType<?> domainType() {
        return content == null ? plainType() : MappedBinding.of(content, label, values());
    }

    /** jOOQ's type, whose values are the column's own. */
    DataType<?> plainType() {
        Class<?> plain = plainValues();
        return content != null && content.encrypted()
                ? MappedBinding.of(secret(content), label, plain)
                : MappedBinding.of(type, label, plain);
    }

    /** What is encrypted is as little compared by the column's own values. */
    private ScalarContent secret(ScalarContent encrypted) {
        ScalarConverter<Object> same = ScalarConverter.of(Object.class, type, value -> value, value -> value);
        return new ScalarContent(encrypted.column(), type, same, encrypted.exactness(), true);
    }

    /** The same column as two mappings have it: with the values of both, or else the column's own. */
    MappedColumn with(MappedColumn other) {
        return values() == other.values() ? this : new MappedColumn(name, label, type, null);
    }
}
