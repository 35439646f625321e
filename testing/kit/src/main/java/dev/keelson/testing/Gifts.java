package dev.keelson.testing;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What tests may take as parameters. */
final class Gifts {

    private static final Set<Class<?>> GIVEN = Set.of(
            Keelson.class,
            UnitOfWorkFactory.class,
            WorkContext.class,
            WireCounter.class,
            DataSource.class,
            TestDatabase.class,
            TestClock.class);

    /** What is asked for and not given, with what to do instead. */
    private static final Map<Class<?>, String> NEARLY = Map.of(
            UnitOfWork.class, "Take a UnitOfWorkFactory, and begin one in the test, which closes it",
            SqlUnitOfWork.class, "Take a Keelson, and begin one in the test, which closes it",
            Connection.class, "Take a DataSource, and a connection of it in the test, which closes it");

    private Gifts() {}

    static boolean isGiven(Class<?> type) {
        return GIVEN.contains(type);
    }

    static boolean isNearlyGiven(Class<?> type) {
        return NEARLY.containsKey(type);
    }

    /**
     * Gives one.
     *
     * @param run the test that is under way, or null before all tests
     * @param where it is taken
     */
    static Object give(Class<?> type, Standing standing, @Nullable TestRun run, Executable where) {
        if (isNearlyGiven(type)) {
            throw refused(type, where, "nobody would know who closes it", String.valueOf(NEARLY.get(type)));
        }
        if (type == Keelson.class || type == UnitOfWorkFactory.class) {
            return standing.keelson();
        }
        if (type == DataSource.class) {
            return standing.pool();
        }
        if (type == TestClock.class) {
            return standing.clock();
        }
        if (type == WorkContext.class) {
            if (run == null && where instanceof Constructor) {
                throw refused(
                        type,
                        where,
                        "each test has a context of its own, and none is under way when the class is constructed",
                        "Take it as a parameter of the test method or of @BeforeEach");
            }
            return run == null ? standing.context(0) : run.context();
        }
        String asked = "A " + type.getSimpleName() + " as a parameter of " + where;
        return type == WireCounter.class
                ? standing.place().requireMeter(asked)
                : standing.place().requireDatabase(asked);
    }

    private static ParameterResolutionException refused(Class<?> type, Executable where, String why, String mend) {
        return new ParameterResolutionException(
                "Cannot give a " + type.getSimpleName() + " to " + where + ": " + why + ". " + mend + ".");
    }
}
