package dev.keelson.work.query;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import java.util.stream.Stream;

/** Streams all parcels, in a JVM of its own whose heap is small. */
final class StreamedParcels {

    private StreamedParcels() {}

    /** Takes the database's address, its user and the largest heap in MiB, and tells what was streamed. */
    public static void main(String... arguments) {
        long heap = Runtime.getRuntime().maxMemory();
        if (heap > Long.parseLong(arguments[2]) << 20) {
            throw new IllegalStateException(
                    "a heap of " + heap + " bytes, where " + arguments[2] + " MiB are asked for");
        }
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(arguments[0]);
            pool.setUsername(arguments[1]);
            pool.setMaximumPoolSize(2);
            try (Keelson keelson = Parcel.mapped().dataSource(pool).build()) {
                String told =
                        keelson.readSql(WorkContext.of(Actor.of("jane")), reading -> {
                            long count = 0;
                            long sum = 0;
                            int weight = 0;
                            try (Stream<Parcel> parcels = reading
                                    .query(Parcel.class)
                                    .orderBy(reading.field(Parcel.class, "weight")
                                            .asc())
                                    .stream()) {
                                for (Parcel parcel : (Iterable<Parcel>) parcels::iterator) {
                                    boolean isInOrder = parcel.weight() >= weight;
                                    boolean isWhole = parcel.labels().size() == 1
                                            && parcel.labels().get(0).text().equals("parcel " + parcel.id());
                                    if (!isInOrder || !isWhole) {
                                        throw new IllegalStateException("parcel " + parcel.id());
                                    }
                                    weight = parcel.weight();
                                    count++;
                                    sum += parcel.id();
                                }
                            }
                            return "streamed " + count + " of sum " + sum;
                        });
                System.out.println(told);
            }
        }
    }
}
