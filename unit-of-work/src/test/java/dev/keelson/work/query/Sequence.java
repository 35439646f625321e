package dev.keelson.work.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in one column as an array.
 *
 * @param get takes them out of an object
 */
record Sequence<O>(String path, Function<O, @Nullable List<Integer>> get) implements Trait<O> {

    @Override
    public Question<O> ask(Random random, int depth) {
        List<Integer> some = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            some.add(random.nextInt(5));
        }
        Object[] given = some.toArray();
        if (random.nextInt(2) == 0) {
            return new Question<>(
                    path + " contains " + some, fields -> fields.field(path).contains(given), (seen, object) -> {
                        List<Integer> numbers = get.apply(object);
                        return numbers == null ? null : numbers.containsAll(some);
                    });
        }
        return new Question<>(
                path + " has any of " + some, fields -> fields.field(path).any(given), (seen, object) -> {
                    List<Integer> numbers = get.apply(object);
                    return numbers == null ? null : some.stream().anyMatch(numbers::contains);
                });
    }
}
