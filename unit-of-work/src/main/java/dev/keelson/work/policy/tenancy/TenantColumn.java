package dev.keelson.work.policy.tenancy;

import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the id of a tenant lies in its column. Only an id that comes back from the column just as it was given may be worked
 * for: of two spellings that the column does not tell apart, one at most is a tenant. Immutable.
 */
final class TenantColumn {

    private final String name;
    private final ValueConverter<TenantId> converter;
    private final ColumnType type;

    /**
     * @throws IllegalArgumentException if the converter writes other than one column that is never null, or one whose values
     *     the database may take for equal where Java does not
     */
    TenantColumn(String name, ValueConverter<TenantId> converter) {
        List<ColumnSpec> columns = converter.columns();
        if (columns.size() != 1 || columns.get(0).nullable()) {
            throw new IllegalArgumentException("Cannot tell tenants apart by column '" + name + "': the converter has "
                    + columns.size() + " columns, and it takes just one that is never null.");
        }
        this.name = name;
        this.converter = converter;
        this.type = exact(name, columns.get(0).type());
    }

    private static ColumnType exact(String name, ColumnType type) {
        boolean exact = type.name() == null
                && switch (type.kind()) {
                    case TEXT, VARCHAR, UUID, SMALLINT, INTEGER, BIGINT -> true;
                    default -> false;
                };
        if (!exact) {
            throw new IllegalArgumentException("Cannot tell tenants apart by column '" + name + "' of type " + type
                    + ": give one whose values are equal only where they are the same, text(), uuid(), bigint(),"
                    + " integer() or smallint().");
        }
        return type;
    }

    ColumnType type() {
        return type;
    }

    /**
     * What stands in the column for this tenant.
     *
     * @throws IllegalArgumentException if its id has no such form
     */
    Object value(TenantId tenant) {
        if (converter instanceof ScalarConverter<TenantId> scalar) {
            return scalar.toColumn(tenant);
        }
        @Nullable Object[] written = new Object[1];
        converter.write(tenant, (index, value) -> written[index] = value);
        Object value = written[0];
        if (value == null) {
            throw new IllegalArgumentException("its converter left the column null");
        }
        return type.fit(value);
    }

    /**
     * Lets only tenants pass whose rows are nobody else's.
     *
     * @throws PolicyViolationException if the id has no form in the column, or is not spelled as the column gives it back
     */
    void admit(TenantId tenant) {
        TenantId back;
        try {
            Object value = value(tenant);
            back = Objects.requireNonNull(converter.read(index -> value), "its converter gave null");
        } catch (RuntimeException refused) {
            throw new PolicyViolationException(
                    "tenancy",
                    "tenant '" + tenant.value() + "' does not fit column " + name + " of type " + type + ": "
                            + clause(refused),
                    "Begin with a tenant whose id does, or have the column be text: Tenancy.byColumn(\"" + name
                            + "\")");
        }
        if (!tenant.equals(back)) {
            throw new PolicyViolationException(
                    "tenancy",
                    "tenant '" + tenant.value() + "' comes back from column " + name + " of type " + type + " as '"
                            + back.value() + "', whose rows it would share",
                    "Begin with the canonical form, TenantId.of(\"" + back.value() + "\")");
        }
    }

    private static String clause(RuntimeException refused) {
        return refused.getClass() == IllegalArgumentException.class && refused.getMessage() != null
                ? refused.getMessage()
                : "its converter threw a " + refused.getClass().getSimpleName();
    }
}
