package dev.keelson.work;

import dev.keelson.kernel.Expected;
import dev.keelson.kernel.Repository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * What repositories of the infrastructure extend: the domain's own interface is implemented by queries, the rest is here.
 *
 * <pre>{@code
 * final class JooqOrders extends AbstractRepository<Order, OrderId> implements Orders {
 *     JooqOrders(SqlUnitOfWork work) { super(work, Order.class); }
 *     @Override public List<Order> overdue(LocalDate today) { return query().where(ORDERS.DUE.lt(today)).list(); }
 * }
 * }</pre>
 *
 * Bound to one unit of work, and used by its thread.
 *
 * <p>Source: Evans, DDD Reference, Repositories; Fowler, PoEAA, Repository (322).
 *
 * @param <A> the aggregate root
 * @param <ID> its identifier
 */
public abstract class AbstractRepository<A, ID> implements Repository<A, ID> {

    private final SqlUnitOfWork work;
    private final Class<A> type;

    protected AbstractRepository(SqlUnitOfWork work, Class<A> type) {
        this.work = work;
        this.type = type;
    }

    @Override
    public Optional<A> find(ID id) {
        return work.find(type, id);
    }

    @Override
    public A get(ID id) {
        return work.get(type, id);
    }

    /**
     * The aggregate of this identifier, in the version that somebody saw; for interfaces of the domain that have it.
     *
     * @see dev.keelson.kernel.Aggregates#get(Class, Object, Expected)
     */
    public A get(ID id, Expected expected) {
        return work.get(type, id, expected);
    }

    /**
     * The aggregate of this identifier, added where there is none; for interfaces of the domain that have it.
     *
     * @see dev.keelson.kernel.Aggregates#findOrAdd(Class, Object, Supplier)
     */
    public A findOrAdd(ID id, Supplier<? extends A> made) {
        return work.findOrAdd(type, id, made);
    }

    @Override
    public List<A> getAll(Collection<ID> ids) {
        return work.getAll(type, ids);
    }

    @Override
    public Map<ID, A> findAll(Collection<ID> ids) {
        return work.findAll(type, ids);
    }

    @Override
    public boolean exists(ID id) {
        return work.exists(type, id);
    }

    @Override
    public A add(A aggregate) {
        return work.add(aggregate);
    }

    @Override
    public void replace(A aggregate) {
        work.replace(aggregate);
    }

    @Override
    public void remove(A aggregate) {
        work.remove(aggregate);
    }

    @Override
    public void removeById(ID id) {
        work.remove(type, id);
    }

    @Override
    public void removeById(ID id, Expected expected) {
        work.remove(type, id, expected);
    }

    /** Starts a query for this repository's aggregates. */
    protected final AggregateQuery<A> query() {
        return work.query(type);
    }

    /** The root's table, for conditions where no code is generated. */
    protected final Table<Record> table() {
        return work.table(type);
    }

    /**
     * A column of the root's table, for conditions where no code is generated.
     *
     * @param name its name in the database
     * @param valueType the class of its values, such as {@code String.class}
     * @throws IllegalArgumentException if the mapping knows no such column
     */
    protected final <T> Field<T> column(String name, Class<T> valueType) {
        Field<T> found = table().field(name, valueType);
        if (found == null) {
            throw new IllegalArgumentException("Cannot name a column of " + type.getSimpleName()
                    + ": its table has no '" + name + "'; it has " + List.of(table().fields()) + ".");
        }
        return found;
    }

    protected final SqlUnitOfWork work() {
        return work;
    }
}
