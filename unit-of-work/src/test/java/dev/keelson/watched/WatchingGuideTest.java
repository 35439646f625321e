package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.micrometer.KeelsonMeters;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import dev.keelson.work.watch.Slf4jSqlLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/watching.md} shows is what is logged, thrown, recorded, measured and sent. */
class WatchingGuideTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "watching.md");
    private static final Pattern BLOCK = Pattern.compile("```text\\n(.*?)\\n```", Pattern.DOTALL);
    private static final int LONGEST = 220;
    private static final Field<String> NAME = DSL.field(DSL.name("name"), String.class);
    private static final WatchStage stage = new WatchStage();

    @TempDir
    private Path directory;

    @BeforeAll
    static void debugs() {
        System.setProperty("org.slf4j.simpleLogger.log." + Slf4jSqlLog.LOGGER, "debug");
    }

    @AfterAll
    static void drop() {
        stage.close();
    }

    /** The same on each machine, at each hour, and no longer than a reader likes. */
    private static String steady(String text) {
        String line = text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "5c1a...")
                .replaceAll("[0-9.,]+ ms", "0.412 ms")
                .replaceAll("\\[main\\] ", "")
                .replaceAll("dev\\.keelson\\.watched\\.(\\w+)\\.lambda\\$\\w+\\$\\d+", "shop.$1.run")
                .replaceAll("dev\\.keelson\\.watched\\.", "shop.")
                .replaceAll("WatchingGuideTest", "Report")
                .replaceAll("Report\\.java:\\d+", "Report.java:52");
        return line.length() > LONGEST && !line.startsWith("Cannot") && !line.contains("Tripwire")
                ? line.substring(0, LONGEST) + " ..."
                : line;
    }

    private static String logged(UnaryOperator<KeelsonBuilder> said, Consumer<SqlUnitOfWork> use) {
        return WatchStage.loggedBy(() -> {
                    try (Keelson keelson = stage.open(said);
                            SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                        use.accept(work);
                    }
                })
                .stream()
                .filter(line -> line.contains("Tripwire") || line.contains(Slf4jSqlLog.LOGGER))
                .map(WatchingGuideTest::steady)
                .collect(Collectors.joining("\n"));
    }

    private static void use(SqlUnitOfWork work, Customer customer) {
        Customer loaded = work.get(Customer.class, customer.id());
        work.query(Customer.class).where(NAME.eq("Ada")).exists();
        work.replace(loaded.renamed("Ada Lovelace"));
        work.commit();
    }

    private String recorded(Order order) throws IOException {
        Path file = directory.resolve("recorded.jfr");
        try (Keelson keelson = stage.open(builder -> builder);
                Recording recording = new Recording();
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            List.of("Load", "Query", "Commit", "Conflict")
                    .forEach(name -> recording.enable("dev.keelson." + name).withoutThreshold());
            recording.start();
            work.get(Order.class, order.id()).note("mine");
            stage.elsewhere(order);
            catchThrowable(work::commit);
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.keelson.Conflict"))
                .map(RecordedEvent::toString)
                .map(text -> text.replaceAll("(?s)startTime = .*?\\n *", "")
                        .replaceAll("(?s)duration = .*?\\n *", "")
                        .replaceAll("(?s) *eventThread.*", "}"))
                .collect(Collectors.joining("\n"));
    }

    private List<String> produced() throws IOException {
        Customer customer = stage.customers(1).get(0);
        List<Customer> customers = stage.customers(12);
        List<String> blocks = new ArrayList<>();
        blocks.add(logged(builder -> builder.sqlLog(new Slf4jSqlLog()), work -> use(work, customer)));
        blocks.add(logged(
                builder -> builder.sqlLog(
                        new Slf4jSqlLog().warningAbove(Duration.ZERO).showingBinds()),
                work -> work.get(Customer.class, customer.id())));
        blocks.add(logged(builder -> builder, work -> Loops.getEach(work, customers)));
        try (Keelson keelson = stage.open(builder -> builder.statementBudget(4));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            blocks.add(steady(String.valueOf(
                    catchThrowable(() -> Loops.getEach(work, customers)).getMessage())));
        }
        blocks.add(recorded(stage.order(1)));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Keelson keelson = stage.open(builder -> builder.sqlComments(() -> "4bf92f3577b34da6"))) {
            new KeelsonMeters(keelson).bindTo(registry);
            keelson.run(Shop.ACME, work -> work.get(Customer.class, customer.id()));
            blocks.add(registry.getMetersAsString()
                    .lines()
                    .filter(line -> !line.contains("cached"))
                    .sorted()
                    .collect(Collectors.joining("\n")));
            blocks.add(steady(stage.wire().statements().get(0)));
        }
        return blocks;
    }

    @Test
    void what_the_page_shows_is_what_is_told() throws IOException {
        List<String> shown = new ArrayList<>();
        Matcher found = BLOCK.matcher(Files.readString(DOCUMENT));
        while (found.find()) {
            shown.add(found.group(1));
        }
        assertThat(shown).isEqualTo(produced());
    }
}
