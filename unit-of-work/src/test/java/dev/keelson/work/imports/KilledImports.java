package dev.keelson.work.imports;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.work.Keelson;
import dev.keelson.work.imports.Goods.Product;
import dev.keelson.work.imports.Goods.Ticket;
import java.util.stream.IntStream;

/** A program that imports products or tickets, and tells after each chunk how many rows it has read. */
final class KilledImports {

    private KilledImports() {}

    /**
     * @param arguments address and user of the database, what is imported, how many, and how many at a time
     */
    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setMaximumPoolSize(1);
        int rows = Integer.parseInt(arguments[3]);
        int chunk = Integer.parseInt(arguments[4]);
        try (HikariDataSource pool = new HikariDataSource(config);
                Keelson keelson = Goods.mapped().dataSource(pool).build()) {
            Imported imported = arguments[2].equals("products")
                    ? told(keelson.importer(Goods.CONTEXT, Goods.TOKEN, Product.class), chunk)
                            .from(Goods.products(1, rows))
                    : told(keelson.importer(Goods.CONTEXT, Goods.TOKEN, Ticket.class), chunk)
                            .from(IntStream.rangeClosed(1, rows).mapToObj(n -> new Ticket("t" + n)));
            System.out.println("done " + imported);
        }
    }

    private static <A> Importer<A> told(Importer<A> importer, int chunk) {
        return importer.chunk(chunk).onProgress(soFar -> {
            if (soFar.added() > 0) { // what a former run stored goes by too quickly
                System.out.println(soFar.read());
            }
        });
    }
}
