package first;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

public final class FirstProgram {

    public static void main(String[] args) {
        // region readme:first
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[0]); // jdbc:postgresql://localhost/shop?user=shop

        try (Keelson keelson =
                Keelson.builder().dataSource(database).map(Order.class).build()) {
            WorkContext jane = WorkContext.of(Actor.of("jane"));
            UUID id = UUID.randomUUID();

            keelson.run(jane, work -> work.add(new Order(id, "Ada")));
            keelson.run(jane, work -> {
                Order order = work.get(Order.class, id); // a select
                order.add("Compilers", 2); // your own code
            }); // commits: one statement more, one round trip

            Order stored = keelson.read(jane, reading -> reading.get(Order.class, id));
            System.out.println(stored);
        }
        // endregion
    }
}
