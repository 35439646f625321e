package dev.keelson.work.imports;

import static dev.keelson.work.imports.Goods.CONTEXT;
import static dev.keelson.work.imports.Goods.TOKEN;
import static dev.keelson.work.imports.Goods.atFirst;
import static dev.keelson.work.imports.Goods.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.imports.Goods.Product;
import dev.keelson.work.imports.Goods.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Connections break, and two import the same at the same moment: each row is there once. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ImportMishapsTest {

    private Store store;

    @BeforeAll
    void open() {
        store = Goods.store();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().empty(Goods.TABLES);
    }

    private static Importer<Ticket> tickets(Keelson keelson) {
        return keelson.importer(CONTEXT, TOKEN, Ticket.class).chunk(10);
    }

    private static Stream<Ticket> numbered(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(n -> new Ticket("t" + n));
    }

    private List<Object> texts() {
        List<Object> texts = new ArrayList<>();
        store.database().query("select text from tickets order by id").forEach(row -> texts.add(row.get(0)));
        return texts;
    }

    private static List<Object> expected(int last) {
        return IntStream.rangeClosed(1, last).<Object>mapToObj(n -> "t" + n).toList();
    }

    @Test
    void an_answer_that_is_lost_is_looked_up_and_the_import_goes_on() {
        try (WireCounter wire = WireCounter.inFrontOf(store.database().server());
                HikariDataSource pool = store.database().through(wire);
                Keelson keelson = Goods.mapped().dataSource(pool).build()) {
            Imported imported = tickets(keelson)
                    .onProgress(soFar -> {
                        if (soFar.read() == 20) {
                            wire.cutBeforeReply(); // of the next, which is done
                        } else if (soFar.read() == 40) {
                            wire.cutBeforeRequest(); // of the next, which is not
                        }
                    })
                    .from(numbered(60));

            assertThat(imported).isEqualTo(new Imported(60, 60, 0, 0, 0, 0, List.of()));
            assertThat(texts()).isEqualTo(expected(60));
        }
    }

    @Test
    void what_is_not_for_a_rows_sake_comes_out_as_it_is_and_the_import_goes_on_when_it_is_begun_again() {
        store.database().execute("alter table tickets rename to other");
        try {
            assertThatThrownBy(() -> tickets(store.keelson()).tolerating(100).from(numbered(20)))
                    .isInstanceOf(DatabaseException.class);
        } finally {
            store.database().execute("alter table other rename to tickets");
        }
        assertThat(tickets(store.keelson()).from(numbered(20)).added()).isEqualTo(20);
        assertThat(texts()).isEqualTo(expected(20));
    }

    @Test
    void two_that_import_the_same_at_the_same_moment_store_each_row_once() throws Exception {
        try (Keelson other =
                Goods.mapped().dataSource(store.database().application()).build()) {
            CompletableFuture<Imported> one =
                    CompletableFuture.supplyAsync(() -> tickets(store.keelson()).from(numbered(400)));
            Imported two = tickets(other).from(numbered(400));

            Imported first = one.get(60, TimeUnit.SECONDS);
            assertThat(first.added() + two.added()).isEqualTo(400);
            assertThat(first.before()).isEqualTo(two.added());
            assertThat(texts()).containsExactlyInAnyOrderElementsOf(expected(400));
        }
    }

    @Test
    void a_chunk_of_which_another_run_left_rows_out_is_taken_up_without_them() {
        for (Consumer<Product> fault : List.<Consumer<Product>>of(
                product -> product.name = null, // which leaves one commit of the others
                product -> product.named("Oh!"))) { // and one for each half without it
            store.database().empty(Goods.TABLES);
            List<Product> rows = Goods.listed(1, 10);
            fault.accept(rows.get(4));
            try (Keelson late = Goods.mapped()
                    .dataSource(store.database().application())
                    .listener(new Rival(new Once(() -> store.keelson()
                            .importer(CONTEXT, TOKEN, Product.class)
                            .tolerating(1)
                            .from(rows.stream()))))
                    .build()) {

                Imported imported = late.importer(CONTEXT, TOKEN, Product.class).from(products(1, 10));

                assertThat(imported).isEqualTo(new Imported(10, 1, 0, 0, 0, 9, List.of()));
                assertThat(Goods.stored(store)).isEqualTo(atFirst(1, 10));
            }
        }
    }

    /** Does something the first time only. */
    private static final class Once implements Runnable {
        private final Runnable deed;
        private boolean done;

        Once(Runnable deed) {
            this.deed = deed;
        }

        @Override
        public void run() {
            if (!done) {
                done = true;
                deed.run();
            }
        }
    }

    @Test
    void plain_statements_do_the_same() {
        List<Product> rows = Goods.listed(1, 30);
        rows.get(11).priced(-1);
        rows.get(22).named("Oh!");
        try (Keelson plain = Goods.mapped()
                .portable(true)
                .dataSource(store.database().application())
                .build()) {
            Importer<Product> importer =
                    plain.importer(CONTEXT, TOKEN, Product.class).chunk(10).tolerating(2);
            assertThat(importer.from(rows.stream()).refused())
                    .extracting(RefusedRow::number)
                    .containsExactly(12L, 23L);
            assertThat(importer.from(products(1, 30))).isEqualTo(new Imported(30, 2, 0, 0, 0, 28, List.of()));
            assertThat(Goods.stored(store)).isEqualTo(atFirst(1, 30));
        }
    }
}
