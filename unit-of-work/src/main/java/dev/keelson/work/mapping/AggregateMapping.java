package dev.keelson.work.mapping;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Says where convention is not enough how an aggregate lies in its tables. A lambda given beside the class, or a class
 * of the infrastructure layer:
 *
 * <pre>{@code
 * public final class OrderMapping implements AggregateMapping<Order> {
 *     @Override
 *     public void map(AggregateConfig<Order> order) {
 *         order.table("tbl_order").property("shippingAddress", address -> address.prefix("ship_"));
 *     }
 * }
 * }</pre>
 *
 * Called at {@code build()}, more than once; must give the same answers each time.
 *
 * <p>Source: Fowler, PoEAA, Metadata Mapping (306).
 *
 * @param <A> the aggregate root's class
 */
@FunctionalInterface
public interface AggregateMapping<A> {

    /** Corrects the conventions. */
    void map(AggregateConfig<A> aggregate);

    /** A mapping that corrects nothing. */
    static <A> AggregateMapping<A> byConvention() {
        return aggregate -> {};
    }

    /**
     * The aggregate root's class, as a mapping class declares it. A lambda does not tell: it is registered together
     * with its class.
     *
     * @throws IllegalStateException if the class does not say {@code implements AggregateMapping<TheRoot>}
     */
    @SuppressWarnings("unchecked") // the type argument of AggregateMapping is A by definition
    default Class<A> type() {
        for (Type type : getClass().getGenericInterfaces()) {
            if (type instanceof ParameterizedType parameterized
                    && parameterized.getRawType() == AggregateMapping.class
                    && parameterized.getActualTypeArguments()[0] instanceof Class<?> root) {
                return (Class<A>) root;
            }
        }
        throw new IllegalStateException(
                "Cannot tell which aggregate " + getClass().getName()
                        + " maps: it does not directly implement AggregateMapping<TheRoot>. Declare it so, override"
                        + " type(), or register it as map(TheRoot.class, mapping).");
    }
}
