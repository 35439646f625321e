package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of field of an unchanged aggregate, told value by value and by method handle. */
class UnchangedFieldsTest {

    private static final AggregateModel GAUGE = model(Gauge.class);

    @TempDir
    Path folder;

    /** A name that another class may extend, so that it would not come back as what it is. */
    static class Name {

        final String text;

        Name(String text) {
            this.text = text;
        }
    }

    static final class Nickname extends Name {

        Nickname(String text) {
            super(text);
        }
    }

    abstract static class Device {

        private long serial = 1L << 40;
        boolean on = true;
    }

    static final class Gauge extends Device {

        private final int id;
        byte small = 1;
        short low = 2;
        int number = 1_000;
        long large = 1L << 50;
        float part = 0.5f;
        double risk = 0.0;

        @Nullable
        Integer boxed = 200;

        @Nullable
        Name name = new Name("a");

        Optional<String> note = Optional.of("b");
        byte[] seal = {1, 2};

        Gauge(int id) {
            this.id = id;
        }

        int id() {
            return id;
        }
    }

    private static AggregateModel model(Class<?> type) {
        try (Store store = Store.of(() -> Keelson.builder().map(type))) {
            return store.keelson().model().find(type).orElseThrow();
        }
    }

    private static AggregateRows rows(AggregateModel model, Object aggregate) {
        return new Dehydrator().begin().added(model, aggregate, Targets.ANY).rows();
    }

    private static boolean isSure(Gauge before, Gauge after) {
        return new BothWays(GAUGE).isSure(after, rows(GAUGE, before));
    }

    private static Gauge gauge(Consumer<Gauge> how) {
        Gauge gauge = new Gauge(7);
        how.accept(gauge);
        return gauge;
    }

    @Test
    void equal_values_in_other_objects_are_unchanged() {
        assertThat(isSure(gauge(one -> {}), gauge(one -> {}))).isTrue();
    }

    @Test
    void another_value_in_any_field_is_not() {
        Gauge before = gauge(one -> {});

        assertThat(isSure(before, gauge(one -> ((Device) one).serial++))).isFalse();
        assertThat(isSure(before, gauge(one -> one.on = false))).isFalse();
        assertThat(isSure(before, gauge(one -> one.small++))).isFalse();
        assertThat(isSure(before, gauge(one -> one.low++))).isFalse();
        assertThat(isSure(before, gauge(one -> one.number++))).isFalse();
        assertThat(isSure(before, gauge(one -> one.large++))).isFalse();
        assertThat(isSure(before, gauge(one -> one.part++))).isFalse();
        assertThat(isSure(before, gauge(one -> one.risk++))).isFalse();
        assertThat(isSure(before, gauge(one -> one.boxed = 201))).isFalse();
        assertThat(isSure(before, gauge(one -> one.boxed = null))).isFalse();
        assertThat(isSure(before, gauge(one -> one.name = new Name("c")))).isFalse();
        assertThat(isSure(before, gauge(one -> one.name = null))).isFalse();
        assertThat(isSure(before, gauge(one -> one.note = Optional.empty()))).isFalse();
        assertThat(isSure(before, gauge(one -> one.seal[1]++))).isFalse();
    }

    @Test
    void what_is_absent_before_and_after_is_unchanged() {
        Consumer<Gauge> absent = one -> {
            one.boxed = null;
            one.name = null;
            one.note = Optional.empty();
        };

        assertThat(isSure(gauge(absent), gauge(absent))).isTrue();
        assertThat(isSure(gauge(absent), gauge(one -> {}))).isFalse();
    }

    @Test
    void zero_below_zero_is_another_value_and_what_is_no_number_the_same() {
        assertThat(isSure(gauge(one -> one.risk = 0.0), gauge(one -> one.risk = -0.0)))
                .isFalse();
        assertThat(isSure(gauge(one -> one.risk = Double.NaN), gauge(one -> one.risk = Double.NaN)))
                .isTrue();
    }

    @Test
    void nothing_is_sure_of_a_value_that_would_come_back_as_another_class() {
        Gauge before = gauge(one -> {});

        assertThat(isSure(before, gauge(one -> one.name = new Nickname("a")))).isFalse();
    }

    @Test
    void a_class_of_many_fields_in_another_class_loader_is_told_in_parts() throws Exception {
        String fields = IntStream.range(0, 50)
                .mapToObj(n -> "int i%1$d = %1$d; String s%1$d = \"s%1$d\";".formatted(n))
                .collect(Collectors.joining(" "));
        Class<?> wide = Compiled.load(
                folder,
                "far.Wide",
                "package far; class Wide { long id; Wide(long id) { this.id = id; } " + fields + " }",
                "-parameters");
        AggregateModel model = model(wide);
        var maker = wide.getDeclaredConstructor(long.class);
        maker.setAccessible(true);
        Object aggregate = maker.newInstance(5L);
        AggregateRows rows = rows(model, aggregate);
        BothWays both = new BothWays(model);
        assertThat(both.isSure(aggregate, rows)).isTrue();

        for (Field field : wide.getDeclaredFields()) {
            field.setAccessible(true);
            Object was = field.get(aggregate);
            field.set(aggregate, was instanceof Integer ? (Object) 77 : was instanceof Long ? (Object) 78L : "other");
            assertThat(both.isSure(aggregate, rows)).as(field.getName()).isFalse();
            field.set(aggregate, was);
        }
    }

    @Test
    void a_program_that_compares_often_commits_what_changed_and_nothing_else() {
        try (Store store = Store.of(() -> Keelson.builder().map(Gauge.class))) {
            Gauge first = new Gauge(1);
            try (SqlUnitOfWork work = store.keelson().begin(Store.CONTEXT)) {
                work.add(first);
                for (int id = 2; id <= 1_200; id++) {
                    work.add(new Gauge(id));
                }
                work.commit();
            }
            List<Integer> ids = IntStream.rangeClosed(1, 1_200).boxed().toList();
            for (int time = 1; time <= 4; time++) {
                try (SqlUnitOfWork work = store.keelson().begin(Store.CONTEXT)) {
                    for (Gauge gauge : work.getAll(Gauge.class, ids)) {
                        gauge.number += gauge.id() == 700 ? 1 : 0;
                    }
                    assertThat(work.commit().rows()).as("commit %d", time).isEqualTo(Map.of("gauges", 1));
                }
            }
        }
    }
}
