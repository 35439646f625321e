package dev.keelson.work.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real foreign keys, none of them deferred, have no objection to the order of a commit. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class PlanOnDatabaseTest {

    record CategoryId(int value) {}

    record Category(CategoryId id, @Nullable CategoryId parent) {}

    record ProductId(int value) {}

    record Product(ProductId id, CategoryId category, List<CategoryId> more) {}

    private static Store store;

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder().map(Product.class).map(Category.class));
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().execute("truncate products, product_more, categories");
    }

    private static CategoryId id(int id) {
        return new CategoryId(id);
    }

    private static Category category(int id, @Nullable Integer parent) {
        return new Category(id(id), parent == null ? null : id(parent));
    }

    private static Product product(int category, Integer... more) {
        return new Product(
                new ProductId(1),
                id(category),
                List.of(more).stream().map(PlanOnDatabaseTest::id).toList());
    }

    private static List<List<@Nullable Object>> categories() {
        return store.database().query("select id, parent_id from categories order by id");
    }

    @Test
    void new_rows_in_the_wrong_order() {
        store.save(product(1, 2, 3), category(1, 2), category(2, 3), category(3, null));
        assertThat(store.load(Product.class, new ProductId(1))).isEqualTo(product(1, 2, 3));
        assertThat(categories().toString()).isEqualTo("[[1, 2], [2, 3], [3, null]]");
    }

    @Test
    void removed_rows_in_the_wrong_order() {
        store.save(product(1, 2, 3), category(1, 2), category(2, 3), category(3, null));
        try (SqlUnitOfWork work = store.begin()) {
            work.getAll(Category.class, List.of(id(3), id(2), id(1))).forEach(work::remove);
            work.remove(work.get(Product.class, new ProductId(1)));
            work.commit();
        }
        assertThat(categories()).isEmpty();
        assertThat(store.database().query("select * from product_more")).isEmpty();
    }

    @Test
    void references_that_move_from_removed_rows_to_new_ones() {
        store.save(product(1, 1, 2), category(1, null), category(2, 1));
        try (SqlUnitOfWork work = store.begin()) {
            work.remove(work.get(Category.class, id(1)));
            work.get(Category.class, id(2));
            work.get(Product.class, new ProductId(1));
            work.replace(product(4, 4, 2, 3));
            work.replace(category(2, 3));
            work.add(category(3, 4));
            work.add(category(4, null));
            work.commit();
        }
        assertThat(categories().toString()).isEqualTo("[[2, 3], [3, 4], [4, null]]");
        assertThat(store.load(Product.class, new ProductId(1))).isEqualTo(product(4, 4, 2, 3));
    }
}
