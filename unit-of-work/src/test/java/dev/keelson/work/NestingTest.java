package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A use case inside of another would commit again at each retry of that other: it is refused, unless it is said. */
class NestingTest {

    /** What happens before and after commits. */
    private static final class Hook implements CommitListener {
        private final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});
        private final AtomicReference<Runnable> after = new AtomicReference<>(() -> {});
        private final AtomicReference<Runnable> failed = new AtomicReference<>(() -> {});

        @Override
        public void beforeCommit(WorkContext context, Aggregates work, List<Object> events) {
            before.get().run();
        }

        @Override
        public void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {
            after.getAndSet(() -> {}).run();
        }

        @Override
        public void afterFailure(WorkContext context, RuntimeException failure) {
            failed.getAndSet(() -> {}).run();
        }
    }

    private static final Hook hook = new Hook();

    @RegisterExtension
    static final ShopStage shop = new ShopStage(() -> Shop.mapped().listener(hook));

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void rest() {
        List.of(hook.before, hook.after, hook.failed).forEach(moment -> moment.set(() -> {}));
    }

    private static void addCustomer(UnitOfWorkFactory units) {
        units.run(Shop.ACME, work -> work.add(Shop.customer()));
    }

    private static int customers() {
        return shop.database().query("select id from customers").size();
    }

    private static void assertRefused(ThrowingCallable nested) {
        assertThatThrownBy(nested)
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith(
                        "Cannot call or run: the unit of work is one that would begin inside of another's function on"
                            + " this thread, commit on its own, and commit again at each retry of that other. Pass the"
                            + " other's unit of work on to what needs it, or say units.independently().run(...).");
    }

    /** All ways to begin a use case. */
    private static List<ThrowingCallable> useCases(UnitOfWorkFactory units) {
        return List.of(
                () -> units.run(Shop.ACME, work -> work.add(Shop.customer())),
                () -> units.run(Shop.ACME, CommandToken.next(), work -> work.add(Shop.customer())),
                () -> units.call(Shop.ACME, work -> 1),
                () -> units.call(Shop.ACME, CommandToken.next(), work -> 1));
    }

    @Test
    void a_use_case_inside_of_the_function_of_another_is_refused_before_anything_is_sent() {
        shop.wire().reset();
        shop.keelson().run(Shop.ACME, work -> useCases(shop.keelson()).forEach(NestingTest::assertRefused));
        int six = shop.keelson().call(Shop.ACME, CommandToken.next(), work -> {
            useCases(shop.keelson()).forEach(NestingTest::assertRefused);
            return 6;
        });

        assertThat(six).isEqualTo(6);
        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }

    @Test
    void what_the_outer_one_passes_on_commits_with_it() {
        shop.keelson().run(Shop.ACME, work -> {
            work.add(Shop.customer());
            Runnable part = () -> work.add(Shop.customer());
            part.run();
        });

        assertThat(customers()).isEqualTo(2);
    }

    @Test
    void an_independent_one_commits_on_its_own_and_again_when_the_outer_one_runs_again() {
        Order stored = shop.storedOrder(1);
        int[] rounds = {0};
        shop.keelson().run(Shop.ACME, work -> {
            work.get(Order.class, stored.id()).note("mine");
            addCustomer(shop.keelson().independently());
            if (rounds[0]++ == 0) {
                shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
            }
        });

        assertThat(rounds[0]).isEqualTo(2);
        assertThat(customers()).as("that of the order, and one a round").isEqualTo(3);
    }

    @Test
    void an_independent_one_stays_where_the_outer_one_fails() {
        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> {
                    work.add(Shop.customer());
                    addCustomer(shop.keelson().independently());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void what_is_independent_is_so_for_one_call_and_not_for_what_is_begun_inside_of_it() {
        UnitOfWorkFactory independently = shop.keelson().independently();
        shop.keelson().run(Shop.ACME, outer -> {
            independently.run(Shop.ACME, inner -> assertRefused(() -> addCustomer(shop.keelson())));
            assertRefused(() -> addCustomer(shop.keelson()));
            int seven = independently.call(Shop.ACME, CommandToken.next(), inner -> {
                addCustomer(independently.independently());
                return 7;
            });
            assertThat(seven).isEqualTo(7);
            independently.run(Shop.ACME, CommandToken.next(), inner -> inner.add(Shop.customer()));
        });

        assertThat(customers()).isEqualTo(2);
    }

    @Test
    void a_unit_of_work_begun_by_hand_is_allowed_inside() {
        shop.keelson().run(Shop.ACME, work -> {
            try (SqlUnitOfWork other = shop.keelson().begin(Shop.ACME)) {
                other.add(Shop.customer());
                other.commit();
            }
        });

        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void use_cases_are_allowed_inside_of_a_unit_of_work_begun_by_hand() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.add(Shop.customer());
            addCustomer(shop.keelson());
            hook.before.set(() -> {
                hook.before.set(() -> {});
                addCustomer(shop.keelson());
            });
            work.commit();
        }

        assertThat(customers()).isEqualTo(3);
    }

    @Test
    void another_keelson_is_another_matter() {
        shop.keelson().run(Shop.ACME, work -> {
            addCustomer(shop.aside());
            assertRefused(() -> addCustomer(shop.keelson()));
        });

        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void a_listener_before_the_commit_is_inside() {
        hook.before.set(() -> assertRefused(() -> addCustomer(shop.keelson())));
        addCustomer(shop.keelson());

        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void a_listener_after_the_commit_is_not_even_where_the_commit_was_made_inside_of_a_function() {
        Runnable followUp = () -> {
            addCustomer(shop.keelson());
            told.add("done");
        };
        hook.after.set(followUp);
        addCustomer(shop.keelson());
        shop.keelson().run(Shop.ACME, work -> {
            hook.after.set(followUp);
            addCustomer(shop.keelson().independently());
            hook.after.set(followUp);
            try (SqlUnitOfWork other = shop.keelson().begin(Shop.ACME)) {
                other.add(Shop.customer());
                other.commit();
            }
            assertRefused(() -> addCustomer(shop.keelson()));
        });

        assertThat(told).containsExactly("done", "done", "done");
        assertThat(customers()).isEqualTo(6);
    }

    @Test
    void a_listener_after_a_failure_is_not() {
        hook.failed.set(() -> {
            addCustomer(shop.keelson());
            told.add("reported");
        });
        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> work.add(Shop.order(Shop.customer(), 1))))
                .isInstanceOf(RuntimeException.class)
                .hasNoSuppressedExceptions();

        assertThat(told).containsExactly("reported");
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void whatever_a_function_throws_leaves_no_mark() {
        for (Throwable thrown :
                List.of(new IllegalStateException("no"), new StackOverflowError(), new Exception("no"))) {
            assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> fail(thrown)))
                    .isSameAs(thrown);
            addCustomer(shop.keelson());
        }
        hook.before.set(() -> {
            throw new StackOverflowError();
        });
        assertThatThrownBy(() -> addCustomer(shop.keelson())).isInstanceOf(StackOverflowError.class);
        hook.before.set(() -> {});
        addCustomer(shop.keelson());

        assertThat(customers()).isEqualTo(4);
    }

    private static void fail(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    @Test
    void threads_of_a_pool_are_clean_afterwards_and_virtual_threads_are_told_apart() throws Exception {
        try (ExecutorService one = Executors.newSingleThreadExecutor();
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ExecutorService threads : List.of(one, virtual)) {
                for (int times = 0; times < 3; times++) {
                    threads.submit(() -> shop.keelson().run(Shop.ACME, work -> {
                                work.add(Shop.customer());
                                assertRefused(() -> addCustomer(shop.keelson()));
                                if (threads == virtual) { // a thread of its own is no nesting that anybody could see
                                    ShopStage.join(ShopStage.async(() -> {
                                        addCustomer(shop.keelson());
                                        return 1;
                                    }));
                                }
                            }))
                            .get();
                }
            }
        }
        assertThat(customers()).isEqualTo(9);
    }
}
