package dev.keelson.work.policy.tenancy;

import dev.keelson.kernel.TenantId;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import java.util.UUID;

/** The ways of a tenant's id into columns that need no converter of the application. */
final class TenantConverters {

    private TenantConverters() {}

    /**
     * The way into a column of this type.
     *
     * @throws IllegalArgumentException if there is none but the application's own
     */
    static ScalarConverter<TenantId> of(ColumnType type) {
        return switch (type.kind()) {
            case TEXT, VARCHAR -> ScalarConverter.of(TenantId.class, type, TenantId::value, TenantConverters::read);
            case UUID -> ScalarConverter.of(TenantId.class, type, TenantConverters::uuid, TenantConverters::read);
            case SMALLINT, INTEGER, BIGINT ->
                ScalarConverter.of(TenantId.class, type, TenantConverters::number, TenantConverters::read);
            default ->
                throw new IllegalArgumentException("Cannot tell tenants apart by a column of type " + type
                        + " without a converter: give text(), uuid(), bigint(), integer() or smallint(), or"
                        + " Tenancy.byColumn(\"...\", converter).");
        };
    }

    /** The canonical spelling, by which it is told whether an id is spelled so. */
    private static TenantId read(Object columnValue) {
        return TenantId.of(columnValue.toString());
    }

    private static UUID uuid(TenantId tenant) {
        try {
            return UUID.fromString(tenant.value());
        } catch (IllegalArgumentException other) {
            throw new IllegalArgumentException("it is no UUID", other);
        }
    }

    private static Long number(TenantId tenant) {
        try {
            return Long.valueOf(tenant.value());
        } catch (NumberFormatException other) {
            throw new IllegalArgumentException("it is no whole number of eight bytes", other);
        }
    }
}
