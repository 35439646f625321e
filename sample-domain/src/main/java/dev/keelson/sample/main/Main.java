package dev.keelson.sample.main;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.zaxxer.hikari.HikariDataSource;
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
            Object server = database.query("show server_version").getFirst().getFirst();
            screen.title("Keelson: an online academy on PostgreSQL " + server);
            Object owner = database.query("select current_user").getFirst().getFirst();
            screen.row("schema", "%d migrations, run by Flyway as %s".formatted(migrations, owner));
            HikariDataSource pool = database.through(wire);
            screen.row("academy", "runs as %s, through a wire that counts what passes".formatted(pool.getUsername()));

            Injector injector = Guice.createInjector(new AcademyModule(pool));
            Meter meter = new Meter(wire, screen);
            new Scenario(
                            injector.getInstance(UnitOfWorkFactory.class),
                            injector.getInstance(OrderDesk.class),
                            new PlainSql(pool),
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
