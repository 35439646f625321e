package dev.keelson.work.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.ConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of a commit: by habit tables up and down, and where rows refer to each other otherwise, by their values. */
@NullMarked
class PlannerTest {

    record CustomerId(int value) {}

    record OrderId(int value) {}

    record CategoryId(int value) {}

    record AId(int value) {}

    record BId(int value) {}

    record Customer(CustomerId id, String name) {}

    record Line(int id, String text, List<String> notes) {}

    record Order(OrderId id, @Nullable CustomerId customer, List<Line> lines, Set<CategoryId> categories) {}

    record Category(CategoryId id, String name, @Nullable CategoryId parent) {}

    /** Two types that refer to each other. */
    record A(AId id, @Nullable BId b) {}

    record B(BId id, @Nullable AId a) {}

    record HenId(int value) {}

    record EggId(int value) {}

    record Hen(HenId id, EggId from) {}

    record Egg(EggId id, HenId of) {}

    private static Customer customer(int id) {
        return new Customer(new CustomerId(id), "c" + id);
    }

    private static Order order(int id, @Nullable Integer customer, Line... lines) {
        return new Order(new OrderId(id), customer == null ? null : new CustomerId(customer), List.of(lines), Set.of());
    }

    private static Line line(int id, String... notes) {
        return new Line(id, "l" + id, List.of(notes));
    }

    private static Category category(int id, @Nullable Integer parent) {
        return new Category(new CategoryId(id), "c" + id, parent == null ? null : new CategoryId(parent));
    }

    private static A a(int id, @Nullable Integer b) {
        return new A(new AId(id), b == null ? null : new BId(b));
    }

    private static B b(int id, @Nullable Integer a) {
        return new B(new BId(id), a == null ? null : new AId(a));
    }

    private static Desk shop() {
        return new Desk(Order.class, Category.class, Customer.class);
    }

    @Test
    void new_roots_go_target_first_however_they_were_registered() { // 12
        assertThat(shop().add(order(1, 1, line(11, "n")), customer(1)).writes())
                .containsExactly(
                        "INSERT customers 1", "INSERT orders 1", "INSERT order_lines 11", "INSERT line_notes [11, 0]");
    }

    @Test
    void unrelated_roots_go_in_table_order_so_that_rows_of_a_kind_stand_together() { // 13
        assertThat(shop().add(order(1, null, line(11)), customer(1), order(2, null, line(21)), customer(2))
                        .writes())
                .containsExactly(
                        "INSERT customers 1",
                        "INSERT customers 2",
                        "INSERT orders 1",
                        "INSERT orders 2",
                        "INSERT order_lines 11",
                        "INSERT order_lines 21");
    }

    @Test
    void children_go_in_the_order_of_their_collection() { // 14
        assertThat(shop().add(order(1, null, line(13), line(11), line(12))).writes())
                .containsExactly(
                        "INSERT orders 1", "INSERT order_lines 13", "INSERT order_lines 11", "INSERT order_lines 12");
    }

    @Test
    void a_reference_to_a_new_root_is_updated_after_that_is_inserted() {
        assertThat(shop().loaded(order(1, null))
                        .replace(order(1, 1))
                        .add(customer(1))
                        .writes())
                .containsExactly("INSERT customers 1", "UPDATE orders 1");
    }

    @Test
    void a_reference_moves_between_the_insert_of_its_new_target_and_the_delete_of_its_old() { // 31
        assertThat(shop().loaded(customer(1), order(1, 1))
                        .remove(customer(1))
                        .replace(order(1, 2))
                        .add(customer(2))
                        .writes())
                .containsExactly("INSERT customers 2", "UPDATE orders 1", "DELETE customers 1");
    }

    @Test
    void a_reference_goes_before_its_target_does() {
        assertThat(shop().loaded(customer(1), order(1, 1))
                        .remove(customer(1))
                        .replace(order(1, null))
                        .writes())
                .containsExactly("UPDATE orders 1", "DELETE customers 1");
    }

    @Test
    void deletes_go_from_the_leaves_up_however_they_were_registered() { // 20
        assertThat(shop().loaded(customer(1), order(1, 1, line(11, "n", "m"), line(12)))
                        .remove(customer(1), order(1, 1))
                        .writes())
                .containsExactly(
                        "DELETE line_notes [11, 0]",
                        "DELETE line_notes [11, 1]",
                        "DELETE order_lines 11",
                        "DELETE order_lines 12",
                        "DELETE orders 1",
                        "DELETE customers 1");
    }

    @Test
    void by_habit_deletes_go_before_updates_and_updates_before_inserts() {
        assertThat(shop().loaded(order(1, null, line(11), line(12)), customer(1))
                        .replace(order(1, null, line(12), line(13)))
                        .remove(customer(1))
                        .writes())
                .containsExactly(
                        "DELETE order_lines 11",
                        "DELETE customers 1",
                        "UPDATE orders 1",
                        "UPDATE order_lines 12",
                        "INSERT order_lines 13");
    }

    @Test
    void rows_of_one_class_that_refer_to_each_other_are_inserted_parent_first() { // 15
        assertThat(shop().add(category(1, 3), category(2, null), category(3, 2), category(4, 3))
                        .writes())
                .containsExactly(
                        "INSERT categories 2", "INSERT categories 3", "INSERT categories 1", "INSERT categories 4");
    }

    @Test
    void and_deleted_child_first() {
        Category[] all = {category(1, 3), category(2, null), category(3, 2), category(4, 3)};
        assertThat(shop().loaded((Object[]) all).remove((Object[]) all).writes())
                .containsExactly(
                        "DELETE categories 1", "DELETE categories 4", "DELETE categories 3", "DELETE categories 2");
    }

    @Test
    void a_row_that_refers_to_itself_is_one_insert_and_one_delete() { // 19
        assertThat(shop().add(category(1, 1)).writes()).containsExactly("INSERT categories 1");
        assertThat(shop().loaded(category(1, 1)).remove(category(1, 1)).writes())
                .containsExactly("DELETE categories 1");
    }

    @Test
    void a_subtree_moves_to_a_new_parent_before_its_old_one_goes() {
        assertThat(shop().loaded(category(1, null), category(2, 1))
                        .replace(category(2, 3))
                        .remove(category(1, null))
                        .add(category(3, null))
                        .writes())
                .containsExactly("INSERT categories 3", "UPDATE categories 2", "DELETE categories 1");
    }

    @Test
    void types_that_refer_to_each_other_are_ordered_row_by_row() { // 16
        assertThat(new Desk(A.class, B.class)
                        .add(a(1, 1), b(1, 2), a(2, 3), b(3, null))
                        .writes())
                .containsExactly("INSERT bs 3", "INSERT as 2", "INSERT bs 1", "INSERT as 1");
    }

    @Test
    void references_in_a_set_of_values_are_edges_too() {
        Order order = new Order(new OrderId(1), null, List.of(), Set.of(new CategoryId(1)));
        assertThat(shop().add(order, category(1, 2), category(2, null)).writes())
                .containsExactly(
                        "INSERT orders 1",
                        "INSERT categories 2",
                        "INSERT categories 1",
                        "INSERT order_categories [1, 1]");
    }

    @Test
    void a_circle_of_required_references_is_refused_and_told_row_by_row() { // 18
        assertThatThrownBy(() -> new Desk(Hen.class, Egg.class)
                        .add(new Hen(new HenId(1), new EggId(2)), new Egg(new EggId(2), new HenId(1)))
                        .plan())
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("INSERT hens[1]")
                .hasMessageContaining("INSERT eggs[2]");
    }

    @Test
    void what_is_added_and_removed_again_or_changed_and_changed_back_is_not_planned() { // 5, 41
        List<Object> seen = new ArrayList<>(shop().loaded(customer(1), order(1, 1, line(11)))
                .replace(order(1, 1, line(11)))
                .add(customer(2))
                .remove(customer(2))
                .writes());
        assertThat(seen).isEmpty();
    }
}
