package dev.keelson.tried;

import static dev.keelson.testing.Scenario.anyOthers;
import static dev.keelson.testing.Scenario.emitted;
import static dev.keelson.testing.Scenario.given;
import static dev.keelson.testing.Scenario.refused;
import static dev.keelson.testing.Scenario.removed;
import static dev.keelson.testing.Scenario.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.KeelsonStage;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.tried.Account.Overdrawn;
import dev.keelson.tried.Account.Withdrawn;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.schema.Schema;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Given, when, then: each on the database. */
@KeelsonTest(ScenarioTest.Stage.class)
class ScenarioTest {

    static final class Stage implements KeelsonStage {

        @Override
        public void accept(KeelsonBuilder keelson) {
            keelson.map(Account.class).map(Badge.class).map(Parcel.class, parcel -> parcel.events("happened"));
        }

        /** A name that begins with a space loses it in the database, behind the mapping's back. */
        @Override
        public void prepare(DataSource owner, Supplier<Schema> schema) throws SQLException {
            KeelsonStage.super.prepare(owner, schema);
            try (var connection = owner.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create function trim_owner() returns trigger language plpgsql as"
                        + " $$ begin new.owner := ltrim(new.owner); return new; end $$");
                statement.execute("create trigger trimmed before insert or update on accounts for each row execute"
                        + " function trim_owner()");
            }
        }
    }

    private final Account account = Account.of("ada", 50);

    // region testing:scenario
    @Test
    void what_is_emitted_and_stored_is_said_in_one_line() {
        given(account).when(it -> it.withdraw(20)).then(emitted(Withdrawn.class), stored());
        given(account).when(it -> it.withdraw(60)).then(emitted(Overdrawn.class), emitted(new Withdrawn(60)), stored());
        given(account).when(it -> it.rename("grace")).then(stored());
    }
    // endregion

    @Test
    void what_is_given_twice_is_the_later_state() {
        given(account).when(it -> it.withdraw(1)).then(emitted(Withdrawn.class));
        given(account).when(it -> it.withdraw(50)).then(emitted(new Withdrawn(50)), stored());
    }

    @Test
    void an_event_that_must_not_come_has_it_fail() {
        assertThatThrownBy(() -> given(account).when(it -> it.withdraw(60)).then(emitted(Withdrawn.class), stored()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Not expected, but emitted: Overdrawn[by=10]. Name each event, or say anyOthers().");
        assertThatThrownBy(() -> given(account).when(it -> it.withdraw(1)).then(stored()))
                .hasMessageStartingWith("Not expected, but emitted: Withdrawn[amount=1].");
        given(Account.of("grace", 50)).when(it -> it.withdraw(60)).then(emitted(Withdrawn.class), anyOthers());
    }

    @Test
    void an_event_that_does_not_come_has_it_fail() {
        assertThatThrownBy(() -> given(account).when(it -> it.withdraw(1)).then(emitted(Overdrawn.class)))
                .hasMessage("Expected Overdrawn, but Account[" + account.id() + "] emitted Withdrawn[amount=1].");
        assertThatThrownBy(() -> given(account)
                        .when(it -> it.withdraw(1))
                        .then(emitted(Withdrawn.class), emitted(Withdrawn.class)))
                .hasMessageStartingWith("Expected Withdrawn, but ");
        assertThatThrownBy(() -> given(account)
                        .when(it -> it.withdraw(1))
                        .then(emitted(Withdrawn.class, withdrawn -> withdrawn.amount() == 2)))
                .hasMessageStartingWith("Expected Withdrawn as said, but ");
        assertThatThrownBy(() -> given(new Badge(1, "ada"))
                        .whenReplaced(it -> it.renamed("grace"))
                        .then(emitted(Withdrawn.class)))
                .hasMessageContaining("Keelson knows no events of it: it extends no AggregateRoot");
    }

    @Test
    void what_says_more_of_an_event_chooses_first() {
        given(account)
                .when(it -> {
                    it.withdraw(1);
                    it.withdraw(2);
                })
                .then(
                        emitted(Withdrawn.class),
                        emitted(Withdrawn.class, withdrawn -> withdrawn.amount() == 1),
                        stored());
    }

    @Test
    void expectations_that_overlap_share_the_events_as_they_can() {
        given(account)
                .when(it -> {
                    it.withdraw(1);
                    it.withdraw(2);
                })
                .then(
                        emitted(Withdrawn.class, withdrawn -> withdrawn.amount() > 0),
                        emitted(Withdrawn.class, withdrawn -> withdrawn.amount() == 1),
                        stored());
    }

    @Test
    void what_is_refused_after_something_was_committed_is_not_refused(Keelson keelson, WorkContext context) {
        assertThatThrownBy(() -> given(account)
                        .when(it -> {
                            keelson.run(
                                    context,
                                    work -> work.get(Account.class, account.id())
                                            .withdraw(1));
                            it.withdraw(101);
                        })
                        .then(refused(IllegalArgumentException.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected IllegalArgumentException, which came, but something was committed all the same,"
                        + " in accounts: what is refused stores nothing.");
        assertThatThrownBy(() -> given(account)
                        .when((it, work) -> {
                            it.withdraw(1);
                            ((UnitOfWork) work).commit();
                            it.withdraw(101);
                        })
                        .then(refused(IllegalArgumentException.class)))
                .hasMessageContaining("something was committed all the same");
    }

    @Test
    void a_state_that_the_database_keeps_otherwise_is_not_stored() {
        assertThatThrownBy(() -> given(account).when(it -> it.rename(" ada")).then(stored()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("What is stored of Account[" + account.id() + "] is not what it is in memory")
                .hasMessageContaining("UPDATE accounts {owner= ada");
    }

    @Test
    void what_is_refused_stores_nothing_and_emits_nothing() {
        given(account)
                .when(it -> it.withdraw(101))
                .then(refused(IllegalArgumentException.class, "not withdrawn at once"));
        assertThatThrownBy(() -> given(account).when(it -> it.withdraw(101)).then(refused(IllegalStateException.class)))
                .hasMessageContaining("Expected IllegalStateException, but Account[")
                .hasMessageContaining("threw java.lang.IllegalArgumentException: More than 100");
        assertThatThrownBy(() -> given(account).when(it -> it.withdraw(101)).then(stored()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was refused: java.lang.IllegalArgumentException: More than 100")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> given(account).when(it -> it.withdraw(1)).then(refused(IllegalArgumentException.class)))
                .hasMessageContaining("but nothing was refused")
                .hasMessageContaining("emitted Withdrawn[amount=1]");
        assertThatThrownBy(() -> given(account)
                        .when(it -> it.withdraw(101))
                        .then(refused(IllegalArgumentException.class), stored()))
                .hasMessageContaining("refused(...) stands alone");
    }

    @Test
    void an_aggregate_may_be_immutable_or_keep_its_events_itself() {
        given(new Badge(2, "ada")).whenReplaced(it -> it.renamed("grace")).then(stored());
        given(Parcel.of(3)).when(Parcel::send).then(emitted("sent 3"), stored());
    }

    @Test
    void what_happens_may_concern_others_and_be_a_removal() {
        given(account).when((it, work) -> work.remove(it)).then(removed());
        given(account)
                .and(new Badge(4, "ada"))
                .when((badge, work) -> {
                    work.get(Account.class, account.id()).withdraw(1);
                })
                .then(emitted(Withdrawn.class), stored());
        assertThatThrownBy(() -> given(account).when(it -> {}).then(removed()))
                .hasMessageContaining("Expected to be removed, but found: Account[");
        assertThatThrownBy(
                        () -> given(account).when((it, work) -> work.remove(it)).then(stored()))
                .hasMessageContaining("Expected to be stored, but not found: Account[");
    }

    @Test
    void each_part_is_committed(TestDatabase database) {
        given(account).when(it -> it.withdraw(20)).then(emitted(Withdrawn.class), stored());

        assertThat(database.query(
                        "select balance, version from accounts where id = ?",
                        account.id().value()))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(30, 2L);
    }

    @Test
    void what_is_not_mapped_is_told() {
        assertThatThrownBy(() -> given("text"))
                .hasMessage(
                        "Cannot store what is given: java.lang.String is not mapped as an aggregate root by the stage"
                                + " of this test.");
    }

    @Test
    void what_is_null_is_told() {
        assertThatThrownBy(() -> given(null)).hasMessage("Cannot say given(null). Give an aggregate.");
        assertThatThrownBy(() -> given(account).and(null)).hasMessage("Cannot say and(null). Give an aggregate.");
        assertThatThrownBy(() -> emitted((Object) null)).hasMessageStartingWith("Cannot say emitted(null). Name the");
        assertThatThrownBy(() -> emitted((Class<?>) null)).hasMessageStartingWith("Cannot say emitted(null). Name the");
        assertThatThrownBy(() -> given(new Badge(5, "ada")).whenReplaced(it -> null))
                .hasMessageStartingWith("Cannot replace Badge[5] by null, which whenReplaced(...) was given.");
    }

    @KeelsonTest(map = Account.class)
    static class Unfinished {

        @Test
        void the_test_fails_by_itself() {
            var occurrence = given(Account.of("ada", 1)).when(account -> account.withdraw(1));
            throw new IllegalStateException("by itself " + occurrence.getClass());
        }

        @Test
        void then_is_forgotten() {
            given(Account.of("ada", 1)).when(account -> account.withdraw(1));
        }
    }

    @Test
    void a_scenario_without_an_end_has_the_test_fail() {
        Played played = Played.of(Unfinished.class);
        assertThat(played.failure("the_test_fails_by_itself"))
                .startsWith("IllegalStateException: by itself")
                .doesNotContain("is followed by no then");
        assertThat(played.failure("then_is_forgotten"))
                .startsWith("AssertionError: The test left something behind:\n  given(Account[")
                .endsWith("is followed by no then(...), so that nothing was checked");
    }
}
