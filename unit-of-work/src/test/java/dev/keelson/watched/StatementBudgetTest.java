package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.error.StatementBudgetExceededException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A unit of work sends as many statements as it may, and not one more. */
class StatementBudgetTest {

    private static final WatchStage stage = new WatchStage();

    @AfterAll
    static void drop() {
        stage.close();
    }

    @Test
    void the_statement_beyond_the_budget_is_not_sent_and_says_what_used_it() {
        List<Customer> customers = stage.customers(5);
        try (Keelson keelson = stage.open(builder -> builder.statementBudget(4));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.query(Customer.class).count();
            StatementBudgetExceededException refused =
                    catchThrowableOfType(StatementBudgetExceededException.class, () -> Loops.getEach(work, customers));

            assertThat(stage.wire().counts().roundTrips()).isEqualTo(4);
            assertThat(refused)
                    .hasMessageStartingWith(
                            "Cannot load Customer[" + customers.get(3).id().value() + "]: the unit of work has used"
                                    + " its budget of 4 statements,"
                                    + " mostly to load Customer (3),"
                                    + " count Customer (1). Mostly a"
                                    + " loop loads one aggregate at a"
                                    + " time; load them together with"
                                    + " getAll, findAll or a query, or"
                                    + " raise the budget.");
            assertThat(refused.budget()).isEqualTo(4);
            assertThat(refused.counted()).isEqualTo(4);
            assertThat(refused.purposes()).isEqualTo(Map.of("load Customer", 3, "count Customer", 1));
        }
    }

    @Test
    void a_commit_counts_as_one_and_is_refused_before_it_begins() {
        Order order = stage.order(3);
        try (Keelson keelson = stage.open(builder -> builder.statementBudget(2));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            Order loaded = work.get(Order.class, order.id());
            loaded.note("first");
            work.commit();
            loaded.note("second");
            stage.wire().reset();

            assertThatThrownBy(work::commit)
                    .isInstanceOf(StatementBudgetExceededException.class)
                    .hasMessageStartingWith("Cannot commit: the unit of work has used its budget of 2 statements");
            assertThat(stage.wire().counts().roundTrips()).isZero();
        }
        assertThat(stage.database()
                        .query(
                                "select note from orders where id = ?",
                                order.id().value()))
                .containsExactly(List.of("first"));
    }

    @Test
    void what_explains_a_failed_commit_is_never_refused() {
        Order order = stage.order(1);
        try (Keelson keelson = stage.open(builder -> builder.statementBudget(2));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id()).note("mine");
            stage.elsewhere(order);

            assertThatThrownBy(work::commit).hasMessageContaining("expected version 1, found 2");
        }
    }

    @Test
    void a_commit_without_changes_sends_nothing_and_counts_nothing() {
        Order order = stage.order(1);
        try (Keelson keelson = stage.open(builder -> builder.statementBudget(1));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id());

            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void each_round_of_a_call_has_the_whole_budget_and_a_factory_may_give_another() {
        List<Customer> customers = stage.customers(3);
        try (Keelson keelson = stage.open(builder -> builder.statementBudget(1))) {
            keelson.withStatementBudget(3)
                    .run(Shop.ACME, work -> customers.forEach(customer -> work.get(Customer.class, customer.id())));
            keelson.withStatementBudget(0)
                    .run(Shop.ACME, work -> customers.forEach(customer -> work.get(Customer.class, customer.id())));
            try (UnitOfWork work = keelson.withStatementBudget(2).begin(Shop.ACME)) {
                assertThatThrownBy(() -> Loops.getEach(work, customers))
                        .isInstanceOf(StatementBudgetExceededException.class);
            }
            assertThatThrownBy(() -> keelson.run(
                            Shop.ACME, work -> customers.forEach(customer -> work.get(Customer.class, customer.id()))))
                    .isInstanceOf(StatementBudgetExceededException.class);
        }
    }

    @Test
    void negative_budgets_are_refused() {
        String message =
                "Cannot give a unit of work a budget of -1 statements; give 1 or more, or 0 for as many as it likes.";

        assertThatThrownBy(() -> Keelson.builder().statementBudget(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        try (Keelson keelson = stage.open(builder -> builder)) {
            assertThatThrownBy(() -> keelson.withStatementBudget(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }
}
