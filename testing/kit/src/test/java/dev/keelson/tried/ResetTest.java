package dev.keelson.tried;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.Reset;
import dev.keelson.testing.rig.TestDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each method finds a database without what the others committed. */
@KeelsonTest(map = Badge.class, reset = Reset.EACH_METHOD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResetTest {

    private final Set<String> databases = new HashSet<>();

    @BeforeEach
    void store(UnitOfWorkFactory units, WorkContext context) {
        units.run(context, work -> work.add(new Badge(7, "the same each time")));
    }

    @RepeatedTest(2)
    void each_method_has_a_database_of_its_own(TestDatabase database) {
        assertThat(databases.add(database.name())).isTrue();
        assertThat(database.query("select count(*) from badges")).isEqualTo(List.of(List.of(1L)));
    }

    @Nested
    @KeelsonTest(map = {Badge.class, Account.class})
    class A_class_within_that_says_so_itself {

        @Test
        void has_a_database_of_its_own_for_the_class(
                TestDatabase database, UnitOfWorkFactory units, WorkContext context) {
            units.run(context, work -> work.add(Account.of("ada", 1)));
            assertThat(database.query("select name from badges")).hasSize(1);
        }
    }
}
