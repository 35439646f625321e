package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.micrometer.KeelsonMeters;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import dev.keelson.work.watch.Slf4jSqlLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No value of the domain gets out by way of those who look on, unless somebody asks for values. */
class RedactionTest {

    private static final String CANARY = "canary4711";
    private static final Field<String> NAME = DSL.field(DSL.name("name"), String.class);

    @TempDir
    private Path directory;

    @BeforeAll
    static void debugs() {
        System.setProperty("org.slf4j.simpleLogger.log." + Slf4jSqlLog.LOGGER, "debug");
    }

    private static String everywhere(Keelson keelson, Order order, List<Customer> customers) {
        List<String> told = new ArrayList<>();
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id()).note(CANARY);
            work.add(new Customer(Shop.customer().id(), CANARY, java.util.Optional.empty()));
            work.commit();
            Loops.getEach(work, customers);
            work.query(Customer.class).where(NAME.eq(CANARY)).list();
            told.add(String.valueOf(catchThrowable(() -> {
                for (int i = 0; i < 30; i++) {
                    work.query(Customer.class).where(NAME.eq(CANARY)).exists();
                }
            })));
        }
        return String.join("\n", told);
    }

    @Test
    void no_value_is_in_a_line_an_event_a_meter_or_an_exception() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Path file = directory.resolve("recorded.jfr");
        List<String> exceptions = new ArrayList<>();
        try (WatchStage stage = new WatchStage();
                Recording recording = new Recording()) {
            Order order = stage.order(1);
            List<Customer> customers = stage.customers(12);
            List.of("Load", "Query", "Commit", "Conflict")
                    .forEach(name -> recording.enable("dev.keelson." + name).withoutThreshold());
            recording.start();
            List<String> lines = WatchStage.loggedBy(() -> {
                try (Keelson keelson =
                        stage.open(builder -> builder.sqlLog(new Slf4jSqlLog().warningAbove(Duration.ofNanos(1)))
                                .sqlComments(true)
                                .statementBudget(20))) {
                    new KeelsonMeters(keelson).bindTo(registry);
                    exceptions.add(everywhere(keelson, order, customers));
                    exceptions.add(everywhere(keelson, order, customers));
                }
            });
            recording.stop();
            recording.dump(file);
            String meters = registry.getMetersAsString();
            List<String> events = RecordingFile.readAllEvents(file).stream()
                    .map(RecordedEvent::toString)
                    .toList();

            assertThat(lines).hasSizeGreaterThan(30).noneMatch(line -> line.contains(CANARY));
            assertThat(lines).noneMatch(line -> line.contains(order.id().value().toString()));
            assertThat(lines).anyMatch(line -> line.contains("Tripwire"));
            assertThat(exceptions)
                    .allMatch(told -> told.contains("has used its budget of 20 statements"))
                    .noneMatch(told -> told.contains(CANARY));
            assertThat(events).hasSizeGreaterThan(30).noneMatch(event -> event.contains(CANARY));
            assertThat(meters).contains("keelson.loads").doesNotContain(CANARY);
            assertThat(stage.wire().statements()).noneMatch(text -> text.contains(CANARY));
        }
    }
}
