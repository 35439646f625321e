package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.Statistics.Counts;
import dev.keelson.work.micrometer.KeelsonMeters;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a Keelson did so far is read off by Micrometer. */
class KeelsonMetersTest {

    private static Map<String, Double> read(SimpleMeterRegistry registry) {
        Map<String, Double> values = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            for (Measurement measurement : meter.measure()) {
                values.put(meter.getId().getName() + meter.getId().getTags(), measurement.getValue());
            }
        }
        values.remove("keelson.cached.statements[tag(shop=one)]");
        return values;
    }

    @Test
    void counters_and_gauges_tell_what_was_done() {
        try (WatchStage stage = new WatchStage();
                Keelson keelson = stage.open(builder -> builder);
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new KeelsonMeters(keelson, Tags.of("shop", "one")).bindTo(registry);
            Order order = stage.order(1);
            work.get(Order.class, order.id()).note("first");
            work.query(Customer.class).count();
            work.commit();
            stage.elsewhere(order);
            work.get(Order.class, order.id()).note("second");
            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
            Counts counts = keelson.statistics().counts();

            assertThat(counts).isEqualTo(new Counts(counts.statements(), 1, 1, 1, 1));
            assertThat(counts.statements()).isEqualTo(stage.wire().counts().roundTrips());
            assertThat(read(registry))
                    .isEqualTo(Map.of(
                            "keelson.statements[tag(shop=one)]", (double) counts.statements(),
                            "keelson.loads[tag(shop=one)]", 1.0,
                            "keelson.queries[tag(shop=one)]", 1.0,
                            "keelson.commits[tag(shop=one)]", 1.0,
                            "keelson.conflicts[tag(shop=one)]", 1.0,
                            "keelson.units.open[tag(shop=one)]", 1.0,
                            "keelson.commit.threads[tag(shop=one)]", 0.0));
        }
    }
}
