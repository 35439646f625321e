package dev.keelson.work.query;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A value inside of JSON: a text, a number, a boolean, or nothing.
 *
 * @param get takes it out of an object
 */
record Inward<O>(String path, Function<O, @Nullable Object> get, List<?> pool) implements Trait<O> {

    private Question<O> asked(
            String what, Function<PropertyField<Object>, Condition> asked, Function<Object, @Nullable Boolean> judge) {
        return new Question<>(path + " " + what, fields -> asked.apply(fields.field(path)), (seen, object) -> {
            Object value = get.apply(object);
            return value == null ? null : judge.apply(value);
        });
    }

    @Override
    public Question<O> ask(Random random, int depth) {
        Object one = Trait.one(random, pool);
        List<?> some = List.of(one, Trait.one(random, pool));
        return switch (random.nextInt(6)) {
            case 0 -> asked("eq " + one, value -> value.eq(one), one::equals);
            case 1 -> asked("ne " + one, value -> value.ne(one), value -> !one.equals(value));
            case 2 -> asked("in " + some, value -> value.in(some), some::contains);
            case 3 ->
                new Question<>(
                        path + " is null",
                        fields -> fields.field(path).isNull(),
                        (seen, object) -> get.apply(object) == null);
            case 4 ->
                new Question<>(
                        path + " is not null",
                        fields -> fields.field(path).isNotNull(),
                        (seen, object) -> get.apply(object) != null);
            default -> compare(random);
        };
    }

    private Question<O> compare(Random random) {
        Object one = Trait.one(
                random,
                pool.stream().filter(value -> !(value instanceof Boolean)).toList());
        return switch (random.nextInt(4)) {
            case 0 -> asked("lt " + one, value -> value.lt(one), value -> than(value, one, sign -> sign < 0));
            case 1 -> asked("le " + one, value -> value.le(one), value -> than(value, one, sign -> sign <= 0));
            case 2 -> asked("gt " + one, value -> value.gt(one), value -> than(value, one, sign -> sign > 0));
            default -> asked("ge " + one, value -> value.ge(one), value -> than(value, one, sign -> sign >= 0));
        };
    }

    /** A number is compared with numbers alone, and a text with texts. */
    private static boolean than(Object value, Object other, Function<Integer, Boolean> sign) {
        if (value instanceof Integer number && other instanceof Integer limit) {
            return sign.apply(number.compareTo(limit));
        }
        return value instanceof String text && other instanceof String limit && sign.apply(text.compareTo(limit));
    }
}
