package dev.keelson.kernel;

/**
 * The tenant for whom a unit of work is done.
 *
 * <p>Taken exactly as given: nothing is trimmed or folded, so {@code "Acme"} and {@code "acme"} are two tenants.
 *
 * @param value the tenant's name: not blank, without control characters
 */
public record TenantId(String value) implements Identifier {

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is blank or holds a control character
     */
    public TenantId {
        Name.check("a tenant id", value);
    }

    /**
     * Returns the tenant of this name.
     *
     * @throws IllegalArgumentException if the value is blank or holds a control character
     */
    public static TenantId of(String value) {
        return new TenantId(value);
    }
}
