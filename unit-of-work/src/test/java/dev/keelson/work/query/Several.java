package dev.keelson.work.query;

import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;

/**
 * Elements, parts or other aggregates to which a path leads.
 *
 * @param to takes them out of an object, as whoever asks sees them
 * @param traits what is asked of one
 * @param size how many there are, which of collections of collections are the outer ones
 * @param <E> one of them
 */
record Several<O, E>(
        String path,
        BiFunction<Seen, O, ? extends Collection<? extends E>> to,
        Supplier<List<Trait<E>>> traits,
        ToIntBiFunction<Seen, O> size)
        implements Trait<O> {

    Several(String path, BiFunction<Seen, O, ? extends Collection<? extends E>> to, Supplier<List<Trait<E>>> traits) {
        this(path, to, traits, (seen, object) -> to.apply(seen, object).size());
    }

    @Override
    public Question<O> ask(Random random, int depth) {
        int how = random.nextInt(6);
        if (how == 5) {
            return size(random.nextInt(3), random.nextInt(4));
        }
        Question<E> nested = Traits.question(traits.get(), random, depth - 1);
        return switch (how) {
            case 0 ->
                new Question<>(
                        text("all", nested),
                        fields -> fields.all(path, nested.asked()),
                        (seen, object) ->
                                to.apply(seen, object).stream().allMatch(element -> nested.holds(seen, element)));
            case 1 ->
                new Question<>(
                        text("none", nested),
                        fields -> fields.none(path, nested.asked()),
                        (seen, object) ->
                                to.apply(seen, object).stream().noneMatch(element -> nested.holds(seen, element)));
            case 2 ->
                new Question<>(
                        text("at", nested),
                        fields -> fields.at(path, nested.asked()),
                        (seen, object) ->
                                to.apply(seen, object).stream().anyMatch(element -> nested.holds(seen, element)));
            default ->
                new Question<>(
                        text("any", nested),
                        fields -> fields.any(path, nested.asked()),
                        (seen, object) ->
                                to.apply(seen, object).stream().anyMatch(element -> nested.holds(seen, element)));
        };
    }

    private String text(String word, Question<E> nested) {
        return word + " " + path + " {" + nested.text() + "}";
    }

    private Question<O> size(int how, int number) {
        return new Question<>(
                "size " + path + List.of(" = ", " > ", " < ").get(how) + number,
                fields -> switch (how) {
                    case 0 -> fields.size(path).eq(number);
                    case 1 -> fields.size(path).gt(number);
                    default -> fields.size(path).lt(number);
                },
                (seen, object) -> {
                    int found = size.applyAsInt(seen, object);
                    return how == 0 ? found == number : how == 1 ? found > number : found < number;
                });
    }
}
