package dev.keelson.value;

import java.util.Objects;

/**
 * One column that a converter writes and reads, as the converter wishes it; the mapping may say otherwise.
 *
 * @param suffix empty for the only or main column, which takes the property's own name; else the column is named {@code
 *     <property>_<suffix>}
 * @param type the type of the column that holds every value of the converter
 * @param nullable whether the converter writes null into it for some values
 */
public record ColumnSpec(String suffix, ColumnType type, boolean nullable) {

    /** Guards against nulls. */
    public ColumnSpec {
        Objects.requireNonNull(suffix, "suffix");
        Objects.requireNonNull(type, "type");
    }

    /** Returns the only or main column, never null. */
    public static ColumnSpec of(ColumnType type) {
        return new ColumnSpec("", type, false);
    }

    /** Returns a further column, never null. */
    public static ColumnSpec of(String suffix, ColumnType type) {
        return new ColumnSpec(suffix, type, false);
    }
}
