package dev.keelson.kernel;

/**
 * The tenant for whom a unit of work is done.
 *
 * <p>Taken exactly as given: nothing is trimmed or folded, so {@code "Acme"} and {@code "acme"} are two tenants.
 *
 * @param value the tenant's name: something visible, without control characters and lone surrogates
 */
public record TenantId(String value) implements Identifier {

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if nothing of the value is visible, or it holds a control character or a lone surrogate
     */
    public TenantId {
        Name.check("a tenant id", value);
    }

    /**
     * Returns the tenant of this name.
     *
     * @throws IllegalArgumentException if nothing of the value is visible, or it holds a control character or a lone surrogate
     */
    public static TenantId of(String value) {
        return new TenantId(value);
    }
}
