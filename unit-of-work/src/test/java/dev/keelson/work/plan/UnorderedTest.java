package dev.keelson.work.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which commits may be one statement, whose parts have no order among them, and which may not. */
@NullMarked
class UnorderedTest {

    record CustomerId(int value) {}

    record OrderId(int value) {}

    record CategoryId(int value) {}

    record Customer(CustomerId id, String name) {}

    record Note(int id, String text) {}

    record Line(int id, String text, List<Note> notes) {}

    record Order(OrderId id, @Nullable CustomerId customer, String text, List<Line> lines, Set<String> tags) {}

    record Category(CategoryId id, String name, @Nullable CategoryId parent) {}

    private static Order order(String text, Set<String> tags, Line... lines) {
        return new Order(new OrderId(1), null, text, List.of(lines), tags);
    }

    private static Order order(String text, Line... lines) {
        return order(text, Set.of(), lines);
    }

    private static Line line(int id, String text) {
        return new Line(id, text, List.of());
    }

    private static Line[] lines(int count, String text) {
        return IntStream.range(0, count).mapToObj(id -> line(id, text)).toArray(Line[]::new);
    }

    private static Customer customer(int id, String name) {
        return new Customer(new CustomerId(id), name);
    }

    private static Desk desk() {
        return new Desk(Order.class, Customer.class, Category.class);
    }

    private static boolean isUnordered(Order before, Order after) {
        return desk().loaded(before).replace(after).plan().unordered();
    }

    @Test
    void a_change_of_a_root_and_of_few_of_its_rows_is() {
        assertThat(isUnordered(order("a"), order("b"))).isTrue();
        assertThat(isUnordered(order("a", line(1, "x")), order("b", line(1, "y"))))
                .isTrue();
        assertThat(isUnordered(order("a", line(1, "x")), order("a", line(1, "y"))))
                .isTrue();
        assertThat(isUnordered(order("a"), order("a", line(1, "x"), line(2, "x"))))
                .isTrue();
        assertThat(isUnordered(order("a", lines(3, "x")), order("a"))).isTrue();
        assertThat(isUnordered(order("a", Set.of("t"), line(1, "x")), order("a", Set.of(), line(1, "y"))))
                .isTrue();
    }

    @Test
    void a_reference_of_the_root_that_moves_to_what_is_there_is() {
        Order there = new Order(new OrderId(1), new CustomerId(1), "a", List.of(), Set.of());
        assertThat(isUnordered(order("a"), there)).isTrue();
    }

    @Test
    void a_new_root_beside_one_that_changes_is() {
        assertThat(desk().loaded(customer(1, "a"))
                        .replace(customer(1, "b"))
                        .add(order("new"))
                        .plan()
                        .unordered())
                .isTrue();
    }

    @Test
    void nothing_to_write_is_not() {
        assertThat(RowPlan.EMPTY.unordered()).isFalse();
        assertThat(desk().loaded(order("a")).guard(order("a")).plan().unordered())
                .isFalse();
    }

    @Test
    void new_roots_alone_are_not() {
        assertThat(desk().add(order("a")).plan().unordered()).isFalse();
    }

    @Test
    void new_roots_alone_are_inserted_at_once_unless_something_else_is_written() {
        assertThat(desk().add(order("a", line(1, "x"))).plan().inserting()).isTrue();
        assertThat(RowPlan.EMPTY.inserting()).isFalse();
        assertThat(desk().loaded(customer(1, "a"))
                        .replace(customer(1, "b"))
                        .add(order("new"))
                        .plan()
                        .inserting())
                .isFalse();
        assertThat(desk().loaded(customer(1, "a"))
                        .guard(customer(1, "a"))
                        .add(order("new"))
                        .plan()
                        .inserting())
                .isFalse();
    }

    @Test
    void a_removed_root_is_not() {
        assertThat(desk().loaded(order("a")).remove(order("a")).plan().unordered())
                .isFalse();
    }

    @Test
    void two_roots_are_not() {
        assertThat(desk().loaded(order("a"), customer(1, "a"))
                        .replace(order("b"), customer(1, "b"))
                        .plan()
                        .unordered())
                .isFalse();
        assertThat(desk().loaded(order("a"), customer(1, "a"))
                        .replace(order("b"))
                        .guard(customer(1, "a"))
                        .plan()
                        .unordered())
                .isFalse();
    }

    @Test
    void a_new_root_in_the_table_of_the_one_that_changes_is_not() {
        Customer other = customer(2, "c");
        assertThat(desk().loaded(customer(1, "a"))
                        .replace(customer(1, "b"))
                        .add(other)
                        .plan()
                        .unordered())
                .isFalse();
    }

    @Test
    void rows_deleted_and_inserted_or_changed_in_one_table_are_not() {
        assertThat(isUnordered(order("a", line(1, "x")), order("a", line(2, "x"))))
                .isFalse();
        assertThat(isUnordered(order("a", line(1, "x")), order("a", line(1, "y"), line(2, "x"))))
                .isFalse();
        assertThat(isUnordered(order("a", line(1, "x"), line(2, "x")), order("a", line(1, "y"))))
                .isFalse();
        assertThat(isUnordered(order("a", Set.of("s")), order("a", Set.of("t"))))
                .isFalse();
    }

    @Test
    void rows_inserted_or_deleted_with_others_that_refer_to_them_are_not() {
        Order noted = order("a", new Line(1, "x", List.of(new Note(1, "n"))));
        assertThat(isUnordered(order("a"), noted)).isFalse();
        assertThat(isUnordered(noted, order("a"))).isFalse();
    }

    @Test
    void a_root_whose_reference_moves_to_a_new_one_is_not() {
        Order after = new Order(new OrderId(1), new CustomerId(1), "a", List.of(), Set.of());
        assertThat(desk().loaded(order("a"))
                        .replace(after)
                        .add(customer(1, "new"))
                        .plan()
                        .unordered())
                .isFalse();
    }

    @Test
    void a_reference_among_rows_of_one_table_is_not_where_one_of_them_is_new() {
        Category root = new Category(new CategoryId(1), "a", null);
        assertThat(desk().loaded(root)
                        .replace(new Category(new CategoryId(1), "a", new CategoryId(2)))
                        .add(new Category(new CategoryId(2), "b", null))
                        .plan()
                        .unordered())
                .isFalse();
    }

    @Test
    void more_than_a_few_rows_of_a_kind_are_not() {
        assertThat(isUnordered(order("a", lines(3, "x")), order("a", lines(3, "y"))))
                .isTrue();
        assertThat(isUnordered(order("a", lines(4, "x")), order("a", lines(4, "y"))))
                .isFalse();
        assertThat(isUnordered(order("a"), order("a", Set.of("p", "q", "r", "s"))))
                .isFalse();
    }

    @Test
    void eight_rows_in_all_are_and_more_are_not() {
        Line[] before = {noted(1, "x"), noted(2, "x"), noted(3, "x")};
        Line[] after = {noted(1, "y"), noted(2, "y"), noted(3, "y")};
        assertThat(isUnordered(order("a", Set.of("p"), before), order("a", Set.of(), after)))
                .isTrue();
        assertThat(isUnordered(order("a", Set.of("p", "q"), before), order("a", Set.of(), after)))
                .isFalse();
    }

    private static Line noted(int id, String text) {
        return new Line(id, text, List.of(new Note(id, text)));
    }
}
