package dev.keelson.sample.main;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.sample.application.OrderDesk;
import dev.keelson.sample.infrastructure.AcademyModule;
import dev.keelson.sample.infrastructure.AcademySchema;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import java.io.PrintStream;

/** Runs the academy on an embedded PostgreSQL and shows what passes over the wire. */
public final class Main {

    private Main() {}

    /** Runs the scenario; exits with 1 if anything is not as it says. */
    public static void main(String[] arguments) {
        silence();
        System.exit(run(System.out) ? 0 : 1);
    }

    /** Says whether all promises were kept. */
    static boolean run(PrintStream out) {
        Screen screen = new Screen(out);
        try (WireCounter wire = WireCounter.start();
                TestDatabase database = TestDatabase.create()) {
            int migrations = AcademySchema.migrate(database.owner());
            Injector injector = Guice.createInjector(new AcademyModule(database.through(wire)));
            Meter meter = new Meter(wire, screen);
            screen.title("Keelson: an online academy, kept in PostgreSQL");
            screen.row("schema", "%d migrations, run by Flyway as the owner of the tables".formatted(migrations));
            screen.row("academy", "runs as a plain role that owns nothing, through a metered wire");
            new Scenario(
                            injector.getInstance(UnitOfWorkFactory.class),
                            injector.getInstance(OrderDesk.class),
                            meter,
                            screen)
                    .run();
            meter.summary();
            return meter.kept();
        }
    }

    /** Before anything logs: warnings only, and no greetings. */
    private static void silence() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }
}
