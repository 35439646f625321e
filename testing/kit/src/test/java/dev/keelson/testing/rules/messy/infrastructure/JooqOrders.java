package dev.keelson.testing.rules.messy.infrastructure;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rules.messy.domain.Customer;
import dev.keelson.testing.rules.messy.domain.OrderLine;
import java.util.List;
import java.util.function.Supplier;

public final class JooqOrders {

    private JooqOrders() {}

    public static long sum(List<OrderLine> lines) {
        return lines.size();
    }

    static void store(UnitOfWorkFactory units, WorkContext context, Customer customer) {
        units.run(context, work -> work.add(customer));
    }

    static Supplier<CommitReceipt> storing(UnitOfWork work) {
        return work::commit;
    }
}
