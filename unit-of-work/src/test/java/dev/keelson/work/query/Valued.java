package dev.keelson.work.query;

import dev.keelson.work.SqlReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value in columns of an object's row.
 *
 * @param path leads to it
 * @param field finds it
 * @param get takes it out of an object
 * @param pool values that it may have
 * @param columns what its columns hold, absent ones null, of an absent value all
 * @param kind what is asked of it
 */
record Valued<O>(
        String path,
        Function<Fields, PropertyField<Object>> field,
        Function<O, @Nullable Object> get,
        List<?> pool,
        Function<Object, List<? extends @Nullable Comparable<?>>> columns,
        Kind kind)
        implements Trait<O> {

    enum Kind {
        /** Less and greater, and roots are sorted by it. */
        ORDERED,
        /** Roots are sorted by its columns. */
        SORTED,
        /** Neither. */
        EQUAL,
        /** Less and greater, and roots are sorted by it, but nothing tells where a page ends. */
        UNPAGED
    }

    /** A property of one column. */
    static <O> Valued<O> of(String path, Function<O, @Nullable Object> get, List<?> pool) {
        return new Valued<>(
                path, fields -> fields.field(path), get, pool, value -> List.of((Comparable<?>) value), Kind.ORDERED);
    }

    /** The element itself. */
    static <O> Valued<O> itself(Function<O, @Nullable Object> get, List<?> pool) {
        return new Valued<>("value()", Fields::value, get, pool, value -> List.of((Comparable<?>) value), Kind.ORDERED);
    }

    Valued<O> by(Function<Fields, PropertyField<Object>> other, String name) {
        return new Valued<>(name, other, get, pool, columns, kind);
    }

    Valued<O> as(Kind other) {
        return new Valued<>(path, field, get, pool, columns, other);
    }

    @SuppressWarnings("unchecked") // who says so knows the values
    <V> Valued<O> columns(Function<V, List<? extends @Nullable Comparable<?>>> other) {
        return new Valued<>(
                path,
                field,
                get,
                pool,
                (Function<Object, List<? extends @Nullable Comparable<?>>>) (Function<?, ?>) other,
                kind);
    }

    private Question<O> asked(
            String what,
            Function<PropertyField<Object>, org.jooq.Condition> asked,
            Function<Object, @Nullable Boolean> judge) {
        return new Question<>(path + " " + what, fields -> asked.apply(field.apply(fields)), (seen, object) -> {
            Object value = get.apply(object);
            return value == null ? null : judge.apply(value);
        });
    }

    @Override
    public Question<O> ask(Random random, int depth) {
        Object one = Trait.one(random, pool);
        return switch (random.nextInt(kind == Kind.SORTED || kind == Kind.EQUAL ? 5 : 10)) {
            case 0 -> asked("eq " + one, value -> value.eq(one), one::equals);
            case 1 -> asked("ne " + one, value -> value.ne(one), value -> !one.equals(value));
            case 2 -> in(random);
            case 3 ->
                new Question<>(
                        path + " is null",
                        fields -> field.apply(fields).isNull(),
                        (seen, object) -> get.apply(object) == null);
            case 4 ->
                new Question<>(
                        path + " is not null",
                        fields -> field.apply(fields).isNotNull(),
                        (seen, object) -> get.apply(object) != null);
            default -> compare(random, random.nextInt(5));
        };
    }

    /** Nothing is one of none, which is certain of what is absent, too. */
    private Question<O> in(Random random) {
        List<Object> some = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            some.add(Trait.one(random, pool));
        }
        return new Question<>(
                path + " in " + some, fields -> field.apply(fields).in(some), (seen, object) -> {
                    Object value = get.apply(object);
                    return some.isEmpty() ? Boolean.FALSE : value == null ? null : (Boolean) some.contains(value);
                });
    }

    private Question<O> compare(Random random, int how) {
        List<?> whole = pool.stream()
                .filter(value -> columns.apply(value).stream().allMatch(column -> column != null))
                .toList();
        Object one = Trait.one(random, whole);
        Object other = Trait.one(random, whole);
        return switch (how) {
            case 0 -> asked("lt " + one, value -> value.lt(one), value -> than(value, one, sign -> sign < 0));
            case 1 -> asked("le " + one, value -> value.le(one), value -> than(value, one, sign -> sign <= 0));
            case 2 -> asked("gt " + one, value -> value.gt(one), value -> than(value, one, sign -> sign > 0));
            case 3 -> asked("ge " + one, value -> value.ge(one), value -> than(value, one, sign -> sign >= 0));
            default ->
                asked("between " + one + " and " + other, value -> value.between(one, other), value -> {
                    Boolean least = than(value, one, sign -> sign >= 0);
                    Boolean most = than(value, other, sign -> sign <= 0);
                    return Boolean.FALSE.equals(least) || Boolean.FALSE.equals(most)
                            ? Boolean.FALSE
                            : least == null || most == null ? null : Boolean.TRUE;
                });
        };
    }

    /** The first column that differs decides; one that is absent before leaves it unknown. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // columns of one value
    private @Nullable Boolean than(Object value, Object other, Function<Integer, Boolean> sign) {
        List<? extends @Nullable Comparable<?>> ours = columns.apply(value);
        List<? extends @Nullable Comparable<?>> theirs = columns.apply(other);
        for (int n = 0; n < ours.size(); n++) {
            if (ours.get(n) == null) {
                return null;
            }
            int compared = ((Comparable) ours.get(n)).compareTo(theirs.get(n));
            if (compared != 0) {
                return sign.apply(compared);
            }
        }
        return sign.apply(0);
    }

    /** Whether roots are sorted by it. */
    boolean isSorted() {
        return kind != Kind.EQUAL;
    }

    /** A random order by it. */
    Sorting<O> sorting(Class<?> type, Random random) {
        boolean descending = random.nextInt(2) == 0;
        int nulls = random.nextInt(3);
        boolean nullsFirst = nulls == 0 ? descending : nulls == 1;
        String text = path
                + (descending ? " desc" : " asc")
                + List.of("", " nulls first", " nulls last").get(nulls);
        return new Sorting<>(
                text,
                reading -> order(reading, type, descending, nulls),
                comparator(descending, nullsFirst),
                kind != Kind.UNPAGED);
    }

    private PropertyOrder order(SqlReading reading, Class<?> type, boolean descending, int nulls) {
        PropertyField<Object> property = reading.field(type, path);
        PropertyOrder order = descending ? property.desc() : property.asc();
        return switch (nulls) {
            case 1 -> order.nullsFirst();
            case 2 -> order.nullsLast();
            default -> order;
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // columns of one value
    private Comparator<O> comparator(boolean descending, boolean nullsFirst) {
        Comparator<Comparable> present =
                descending ? Comparator.<Comparable>naturalOrder().reversed() : Comparator.<Comparable>naturalOrder();
        Comparator<@Nullable Comparable> each =
                nullsFirst ? Comparator.nullsFirst(present) : Comparator.nullsLast(present);
        int width = columns.apply(pool.get(0)).size();
        return (one, other) -> {
            Object ours = get.apply(one);
            Object theirs = get.apply(other);
            for (int n = 0; n < width; n++) {
                int sign = each.compare(
                        ours == null ? null : columns.apply(ours).get(n),
                        theirs == null ? null : columns.apply(theirs).get(n));
                if (sign != 0) {
                    return sign;
                }
            }
            return 0;
        };
    }
}
