package shop.infrastructure;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import org.postgresql.ds.PGSimpleDataSource;
import shop.application.Checkout;
import shop.domain.Money;

/** Prints the tables, or takes an order and has it paid in the database of an address. */
public final class Main {

    public static void main(String[] args) {
        KeelsonBuilder builder = Keelson.builder();
        new ShopMapping().accept(builder);
        if (args.length == 0) {
            System.out.println(builder.schema().ddl());
            return;
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[0]);
        try (Keelson keelson = builder.dataSource(database).build()) {
            WorkContext jane = WorkContext.of(Actor.of("jane"));
            Checkout checkout = new Checkout(keelson);
            checkout.order(jane, "Ada", "Compilers", 2, Money.eur(48_000));
            System.out.println("paid: " + checkout.payAll(jane, "Ada"));
        }
    }
}
