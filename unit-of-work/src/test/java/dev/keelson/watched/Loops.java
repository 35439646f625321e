package dev.keelson.watched;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shop.Customer;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Code of an application that asks for one thing after the other. */
final class Loops {

    private static final Field<String> NAME = DSL.field(DSL.name("name"), String.class);

    private Loops() {}

    static void getEach(UnitOfWork work, List<Customer> customers) {
        for (Customer customer : customers) {
            one(work, customer);
        }
    }

    private static void one(UnitOfWork work, Customer customer) {
        work.get(Customer.class, customer.id());
    }

    static void streamEach(UnitOfWork work, List<Customer> customers) {
        customers.stream().map(Customer::id).forEach(id -> work.get(Customer.class, id));
    }

    static void queryEach(SqlUnitOfWork work, int times) {
        for (int i = 0; i < times; i++) {
            work.query(Customer.class).where(NAME.eq("name " + i)).list();
        }
    }
}
