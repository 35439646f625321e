package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads, queries, commits and conflicts are events of the flight recorder. */
class FlightRecorderTest {

    private static final List<String> EVENTS = List.of("Load", "Query", "Commit", "Conflict");
    private static final WatchStage stage = new WatchStage();

    @TempDir
    private Path directory;

    @AfterAll
    static void drop() {
        stage.close();
    }

    private List<RecordedEvent> recorded(Runnable code) throws IOException {
        Path file = directory.resolve("recorded.jfr");
        try (Recording recording = new Recording()) {
            EVENTS.forEach(name -> recording.enable("dev.keelson." + name).withoutThreshold());
            recording.start();
            code.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = new ArrayList<>(RecordingFile.readAllEvents(file));
        events.removeIf(event -> !event.getEventType().getName().startsWith("dev.keelson."));
        events.sort(Comparator.comparing(RecordedEvent::getStartTime));
        return events;
    }

    /** An event without its times, thread and stack. */
    private static String told(RecordedEvent event) {
        List<String> told = new ArrayList<>();
        for (ValueDescriptor field : event.getFields()) {
            if (!List.of("startTime", "duration", "eventThread", "stackTrace").contains(field.getName())) {
                told.add(field.getName() + "=" + event.getValue(field.getName()));
            }
        }
        told.sort(Comparator.naturalOrder());
        return event.getEventType().getName() + " " + String.join(" ", told);
    }

    @Test
    void loads_queries_and_commits_are_recorded_with_what_they_took() throws IOException {
        Order order = stage.order(2);
        try (Keelson keelson = stage.open(builder -> builder)) {
            List<RecordedEvent> events = recorded(() -> {
                try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                    Order loaded = work.get(Order.class, order.id());
                    work.query(Customer.class).limit(1).list();
                    work.query(Customer.class).count();
                    loaded.note("recorded");
                    loaded.lines().get(0).changeQuantity(77);
                    work.commit();
                    work.commit();
                }
            });

            assertThat(events.stream().map(FlightRecorderTest::told))
                    .containsExactly(
                            "dev.keelson.Load aggregates=1 failed=false rows=6 statements=1 type=Order",
                            "dev.keelson.Query aggregates=1 failed=false rows=1 statements=1 type=Customer",
                            "dev.keelson.Query aggregates=0 failed=false rows=1 statements=1 type=Customer",
                            "dev.keelson.Commit aggregates=1 failed=false rows=2 statements=1 type=Order");
            assertThat(events).allMatch(event -> event.getDuration().toNanos() > 0);
        }
    }

    @Test
    void a_conflict_is_recorded_with_its_types_and_its_reason() throws IOException {
        Order order = stage.order(1);
        try (Keelson keelson = stage.open(builder -> builder);
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id()).note("mine");
            stage.elsewhere(order);

            List<RecordedEvent> events =
                    recorded(() -> assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class));

            assertThat(events.stream().map(FlightRecorderTest::told))
                    .containsExactlyInAnyOrder(
                            "dev.keelson.Conflict aggregates=1 reason=CHANGED type=Order",
                            "dev.keelson.Commit aggregates=0 failed=true rows=2 statements=2 type=Order");
        }
    }

    @Test
    void a_unit_of_work_that_nobody_records_leaves_nothing() throws IOException {
        Order order = stage.order(1);
        try (Keelson keelson = stage.open(builder -> builder);
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id());

            assertThat(recorded(() -> work.get(Order.class, order.id()))).isEmpty();
        }
    }
}
