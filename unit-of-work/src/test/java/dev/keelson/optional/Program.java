package dev.keelson.optional;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.postgresql.ds.PGSimpleDataSource;

/** Stores, changes, finds and reads a parcel. Made by class loaders of its own, so that it is told by JDK types alone. */
public final class Program implements BiFunction<String, String, List<String>> {

    @Override
    public List<String> apply(String url, String user) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser(user);
        WorkContext jane = WorkContext.of(Actor.of("jane"));
        UUID id = UUID.randomUUID();
        try (Keelson keelson =
                Keelson.builder().dataSource(database).map(Parcel.class).build()) {
            keelson.run(jane, work -> work.add(new Parcel(id, Instant.EPOCH)));
            keelson.run(jane, work -> work.get(Parcel.class, id).pack("book", new BigDecimal("0.40")));
            String read =
                    keelson.read(jane, reading -> reading.get(Parcel.class, id)).toString();
            try (SqlUnitOfWork work = keelson.begin(jane)) {
                long found = work.query(Parcel.class)
                        .where(parcel -> parcel.field("posted").eq(Instant.EPOCH))
                        .count();
                return List.of(read, Long.toString(found), cached(database));
            }
        }
    }

    /** What a mapping is told that wants the cache. */
    private static String cached(PGSimpleDataSource database) {
        try {
            Keelson.builder()
                    .dataSource(database)
                    .map(Parcel.class, parcel -> parcel.cached())
                    .build()
                    .close();
            return "";
        } catch (MappingException refused) {
            return refused.getMessage();
        }
    }
}
