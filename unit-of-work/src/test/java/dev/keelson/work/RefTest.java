package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.hydrate.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** References that load when they are asked, all of one property together. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefTest {

    record TeamId(int value) {}

    record Team(TeamId id, String name) {}

    static final class Player {
        final int id;
        Ref<Team> team;

        @Nullable
        Ref<Team> loanedTo;

        Player(int id, Ref<Team> team) {
            this.id = id;
            this.team = team;
        }
    }

    private static final Team REDS = new Team(new TeamId(1), "Reds");
    private static final Team BLUES = new Team(new TeamId(2), "Blues");
    private static final Team GREENS = new Team(new TeamId(3), "Greens");

    private final Store store =
            Store.of(() -> Keelson.builder().foreignKeys(false).map(Team.class).map(Player.class));

    @BeforeEach
    void four_players_of_three_teams() {
        store.database().execute("truncate teams, players");
        store.save(
                REDS,
                BLUES,
                GREENS,
                new Player(1, Ref.of(REDS.id(), REDS)),
                new Player(2, Ref.of(BLUES.id())),
                new Player(3, Ref.of(GREENS.id())),
                new Player(4, Ref.of(REDS.id())));
    }

    @AfterAll
    void closes() {
        store.close();
    }

    private long trips() {
        return store.wire().counts().roundTrips();
    }

    private static List<Player> all(SqlUnitOfWork work) {
        return work.query(Player.class).orderBy(DSL.field("players.id")).list();
    }

    @Test
    void the_identifier_is_given_as_what_it_is_without_a_load() {
        try (SqlUnitOfWork work = store.begin()) {
            Ref<Team> team = work.get(Player.class, 1).team;
            store.wire().reset();

            assertThat(team.id(TeamId.class)).isEqualTo(REDS.id());
            assertThatThrownBy(() -> team.id(Integer.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Integer.class.getName())
                    .hasMessageContaining(TeamId.class.getName());
            assertThat(trips()).isZero();
        }
    }

    @Test
    void the_first_that_is_asked_loads_the_targets_of_all() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Player> players = all(work);
            assertThat(trips()).isEqualTo(1);
            assertThat(players).extracting(player -> player.team.isLoaded()).containsOnly(false);
            assertThat(players)
                    .extracting(player -> player.team.id())
                    .containsExactly(REDS.id(), BLUES.id(), GREENS.id(), REDS.id());
            assertThat(trips()).isEqualTo(1);

            assertThat(players.get(1).team.get()).isEqualTo(BLUES);
            assertThat(trips()).isEqualTo(2);
            assertThat(players).extracting(player -> player.team.isLoaded()).containsOnly(true);
            assertThat(players.get(0).team.get()).isSameAs(players.get(3).team.get());
            assertThat(work.get(Team.class, GREENS.id()))
                    .isSameAs(players.get(2).team.get());
            assertThat(trips()).isEqualTo(2);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void a_target_that_is_at_hand_needs_no_load() {
        try (SqlUnitOfWork work = store.begin()) {
            Team reds = work.get(Team.class, REDS.id());
            Player player = work.get(Player.class, 1);
            assertThat(trips()).isEqualTo(2);
            assertThat(player.team.isLoaded()).isTrue();
            assertThat(player.team.get()).isSameAs(reds);

            Team renamed = new Team(REDS.id(), "Crimsons");
            work.replace(renamed);
            assertThat(player.team.get()).isSameAs(renamed);
            assertThat(trips()).isEqualTo(2);
            work.discard();
        }
    }

    @Test
    void it_equals_any_reference_to_the_same_identifier() {
        Player player = store.load(Player.class, 1);
        assertThat(player.team)
                .isEqualTo(Ref.of(REDS.id()))
                .hasSameHashCodeAs(Ref.of(REDS.id()))
                .hasToString(Ref.of(REDS.id()).toString());
        assertThat(Ref.of(REDS.id())).isEqualTo(player.team);
        assertThat(player.team).isNotEqualTo(Ref.of(BLUES.id())).isNotEqualTo(REDS.id());
    }

    @Test
    void a_target_that_is_not_there_is_an_error_and_the_others_are_found() {
        store.database().execute("delete from teams where id = 2");
        try (SqlUnitOfWork work = store.begin()) {
            List<Player> players = all(work);
            assertThatThrownBy(players.get(1).team::get)
                    .isInstanceOf(AggregateNotFoundException.class)
                    .hasMessageStartingWith("Cannot find Team[2]");
            assertThat(players.get(1).team.isLoaded()).isFalse();
            assertThat(players.get(2).team.get()).isEqualTo(GREENS);
            assertThat(trips()).isEqualTo(2);
        }
    }

    @Test
    void a_target_that_is_removed_is_not_found_any_more() {
        try (SqlUnitOfWork work = store.begin()) {
            Player player = work.get(Player.class, 1);
            work.remove(player.team.get());
            assertThat(player.team.isLoaded()).isFalse();
            assertThatThrownBy(player.team::get).isInstanceOf(AggregateNotFoundException.class);
            work.discard();
        }
    }

    @Test
    void after_the_end_only_what_was_loaded_is_there() {
        SqlUnitOfWork work = store.begin();
        Player loaded = work.get(Player.class, 1);
        loaded.team.get();
        Player not = work.get(Player.class, 2);
        work.close();

        assertThat(loaded.team.get()).isEqualTo(REDS);
        assertThat(not.team.id()).isEqualTo(BLUES.id());
        assertThatThrownBy(not.team::get)
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith("Cannot load the targets of references to Team: the unit of work is closed.");
    }

    @Test
    void another_thread_cannot_have_it_loaded() {
        try (SqlUnitOfWork work = store.begin()) {
            Player player = work.get(Player.class, 1);
            assertThatThrownBy(CompletableFuture.supplyAsync(player.team::get)::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(UnitOfWorkStateException.class);
            assertThat(player.team.get()).isEqualTo(REDS);
        }
    }

    @Test
    void another_reference_is_one_update_and_its_target_is_not_loaded_for_it() {
        try (SqlUnitOfWork work = store.begin()) {
            Player player = work.get(Player.class, 1);
            player.loanedTo = Ref.of(BLUES.id());
            work.commit();
            assertThat(trips()).isEqualTo(2);

            player.loanedTo = Ref.of(BLUES.id());
            player.team = Ref.of(REDS.id());
            assertThat(work.commit().isEmpty()).isTrue();
        }
        assertThat(store.database().query("select team_id, loaned_to_id from players where id = 1"))
                .containsExactly(List.of(1, 2));
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.get(Player.class, 1).loanedTo.get()).isEqualTo(BLUES);
        }
    }

    @Test
    void what_was_discarded_is_loaded_afresh() {
        try (SqlUnitOfWork work = store.begin()) {
            Player player = work.get(Player.class, 1);
            Team before = player.team.get();
            work.discard();
            assertThat(player.team.get()).isEqualTo(before).isNotSameAs(before);
        }
    }

    @Test
    void a_target_that_is_not_there_is_asked_for_once() {
        store.database().execute("delete from teams where id = 2");
        try (SqlUnitOfWork work = store.begin()) {
            List<Player> players = all(work);
            for (int round = 0; round < 3; round++) {
                assertThatThrownBy(players.get(1).team::get).isInstanceOf(AggregateNotFoundException.class);
                assertThat(players.get(0).team.get()).isEqualTo(REDS);
            }
            assertThat(trips()).isEqualTo(2);
        }
    }

    @Test
    void a_target_that_makes_no_object_is_told_by_its_own_reference_alone() {
        store.database().execute("alter table teams alter column name drop not null");
        store.database().execute("update teams set name = null where id = 2");
        try (SqlUnitOfWork work = store.begin()) {
            List<Player> players = all(work);
            assertThat(players.get(0).team.get()).isEqualTo(REDS);
            assertThatThrownBy(players.get(1).team::get)
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining("Team[2]");
            assertThat(players.get(2).team.get()).isEqualTo(GREENS);
            assertThat(players.get(3).team.get()).isEqualTo(REDS);
        } finally {
            store.database().execute("update teams set name = 'Blues' where id = 2");
            store.database().execute("alter table teams alter column name set not null");
        }
    }
}
