package dev.keelson.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fits ranges into range columns: each bound as a column of its type would take it. */
final class RangeFit {

    private RangeFit() {}

    /** The name of the range type over this one, or null where PostgreSQL has none. */
    static @Nullable String spelling(ColumnType element) {
        return switch (element.kind()) {
            case INTEGER -> "int4range";
            case BIGINT -> "int8range";
            case NUMERIC -> "numrange";
            case DATE -> "daterange";
            case TIMESTAMP -> "tsrange";
            case TIMESTAMPTZ -> "tstzrange";
            default -> null;
        };
    }

    static Object fit(ColumnType type, Object value) {
        if (!(value instanceof Range<?> range)) {
            throw type.wrongClass(value);
        }
        Object lower = bound(type, range.lower());
        Object upper = bound(type, range.upper());
        return Objects.equals(lower, range.lower()) && Objects.equals(upper, range.upper())
                ? range
                : Range.of(lower, range.lowerInclusive(), upper, range.upperInclusive());
    }

    private static @Nullable Object bound(ColumnType type, @Nullable Object bound) {
        if (bound == null) {
            return null;
        }
        if (bound.getClass() != type.element().javaType()) {
            throw new IllegalArgumentException("%s takes bounds of %s, not of %s"
                    .formatted(
                            type,
                            type.element().javaType().getSimpleName(),
                            bound.getClass().getSimpleName()));
        }
        return type.element().fit(bound);
    }
}
