package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** New aggregates alone are one statement, unless there are many or their tables look at each other as rows are written. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsertedAtOnceTest {

    static final class Sail {
        private final int id;
        private final int area;

        Sail(int id, int area) {
            this.id = id;
            this.area = area;
        }
    }

    static final class Boat {
        private final int id;
        private final String name;
        private final List<Sail> sails = new ArrayList<>();
        private final List<String> flags = new ArrayList<>();

        Boat(int id, String name) {
            this.id = id;
            this.name = name;
        }

        static Boat of(int id, int sails) {
            Boat boat = new Boat(id, "boat " + id);
            for (int n = 0; n < sails; n++) {
                boat.sails.add(new Sail(1_000 * id + n, n));
            }
            boat.flags.add("blue");
            return boat;
        }
    }

    private final Store store = Store.of(
            () -> Keelson.builder().map(Boat.class),
            List.of(
                    "create table keelson_commits (token uuid not null, attempt integer not null, committed boolean not"
                            + " null, author bigint, actor text not null, at timestamptz not null, primary key (token,"
                            + " attempt))",
                    "create table boats (id integer primary key, name text not null unique, version bigint not null)",
                    "create table boat_sails (id integer primary key, boat_id integer not null references boats,"
                            + " position integer not null, area integer not null)",
                    "create table boat_flags (boat_id integer not null references boats, position integer not null,"
                            + " flag text not null, primary key (boat_id, position))"));

    @AfterAll
    void closes() {
        store.close();
    }

    @BeforeEach
    void empties() {
        store.database().execute("truncate boats, boat_sails, boat_flags");
    }

    private List<String> sent(Boat... boats) {
        try (SqlUnitOfWork work = store.begin()) {
            for (Boat boat : boats) {
                work.add(boat);
            }
            store.wire().reset();
            work.commit();
            assertThat(store.wire().counts().roundTrips()).isOne();
            return store.wire().transcript();
        }
    }

    private List<List<Object>> counted() {
        return store.database()
                .query("select (select count(*)::int from boats), (select count(*)::int from boat_sails), (select"
                        + " count(*)::int from boat_flags)");
    }

    @Test
    void it_is_one_statement_in_autocommit_whose_first_row_is_the_token() {
        assertThat(sent(Boat.of(1, 2), Boat.of(2, 5)))
                .singleElement()
                .asString()
                .startsWith("with token as");
        assertThat(counted()).containsExactly(List.of(2, 7, 2));
    }

    @Test
    void many_rows_are_a_statement_for_each_table() {
        assertThat(sent(Boat.of(1, 300))).startsWith("BEGIN").hasSize(6);
        assertThat(counted()).containsExactly(List.of(1, 300, 1));
    }

    @Test
    void a_trigger_that_looks_for_what_a_row_refers_to_finds_it() {
        store.database()
                .execute(
                        "create function find_boat() returns trigger language plpgsql as $$ begin if not exists"
                            + " (select from boats where id = new.boat_id) then raise 'no boat'; end if; return new;"
                            + " end $$",
                        "create trigger finds before insert on boat_sails for each row execute function find_boat()");
        try (Keelson keelson = Keelson.builder()
                        .map(Boat.class)
                        .dataSource(store.database().application())
                        .build();
                SqlUnitOfWork work = keelson.begin(WorkContext.of(Actor.of("captain")))) {
            work.add(Boat.of(1, 2));
            work.commit();
        } finally {
            store.database().execute("drop trigger finds on boat_sails", "drop function find_boat");
        }
        assertThat(counted()).containsExactly(List.of(1, 2, 1));
    }

    @Test
    void a_command_that_comes_again_is_told_by_its_token_and_not_by_the_rows_that_are_there() {
        try (Keelson keelson = Keelson.builder()
                .map(Boat.class)
                .dataSource(store.database().application())
                .build()) {
            WorkContext context = WorkContext.of(Actor.of("captain"));
            CommandToken token = CommandToken.of(UUID.randomUUID());
            keelson.run(context, token, work -> work.add(Boat.of(1, 2)));

            assertThatThrownBy(() -> keelson.run(context, token, work -> work.add(Boat.of(1, 2))))
                    .isInstanceOf(CommandAlreadyCommittedException.class);
        }
        assertThat(counted()).containsExactly(List.of(1, 2, 1));
    }

    @Test
    void of_a_row_that_is_refused_nothing_is_left() {
        Boat other = new Boat(2, "boat 1");

        assertThatThrownBy(() -> sent(Boat.of(1, 2), other))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("boats_name_key");
        assertThat(counted()).containsExactly(List.of(0, 0, 0));
    }
}
