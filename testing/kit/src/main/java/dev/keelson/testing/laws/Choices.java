package dev.keelson.testing.laws;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the user says of a check. Filled by {@link MappingLaws}, and read from then on. */
final class Choices {

    private static final int STATES = 20;

    private final Map<Class<?>, Function<Chance, ?>> examples = new LinkedHashMap<>();
    private final Map<Class<?>, Function<Random, ?>> makers = new LinkedHashMap<>();
    private final Set<Law> laws = EnumSet.allOf(Law.class);
    private final Set<String> exceptedPaths = new HashSet<>();
    private final Set<Class<?>> exceptedTypes = new HashSet<>();
    private long seed = System.nanoTime();
    private int states = STATES;
    private boolean superuser;
    private @Nullable WorkContext context;

    void seed(long given) {
        seed = given;
    }

    long seed() {
        return seed;
    }

    void states(int count) {
        states = count;
    }

    int states() {
        return states;
    }

    void context(WorkContext given) {
        context = given;
    }

    @Nullable
    WorkContext context() {
        return context;
    }

    void allowSuperuser() {
        superuser = true;
    }

    boolean allowsSuperuser() {
        return superuser;
    }

    Map<Class<?>, Function<Chance, ?>> exampled() {
        return examples;
    }

    Map<Class<?>, Function<Random, ?>> makers() {
        return makers;
    }

    void except(Law law) {
        laws.remove(law);
    }

    void except(String path) {
        exceptedPaths.add(path);
    }

    void except(Class<?> type) {
        exceptedTypes.add(type);
    }

    boolean asks(Law law) {
        return laws.contains(law);
    }

    boolean asks(AggregateModel model) {
        return classes(model).stream().noneMatch(exceptedTypes::contains) && !exceptedTypes.contains(model.type());
    }

    boolean isExcepted(Class<?> type) {
        return exceptedTypes.contains(type);
    }

    /** Whether the laws ask for a property, as "Order.lines[0].price". */
    boolean asks(String path) {
        String general = BrokenLaw.general(path);
        return exceptedPaths.stream().noneMatch(one -> general.equals(one) || general.startsWith(one + "."));
    }

    /** The first of these paths that the laws ask for, or null. */
    @Nullable
    String first(Collection<String> paths) {
        return paths.stream().filter(this::asks).findFirst().orElse(null);
    }

    /** The makers of examples of an aggregate. */
    List<Function<Chance, ?>> examples(AggregateModel model, Class<?> wanted) {
        List<Function<Chance, ?>> found = new ArrayList<>();
        examples.forEach((type, maker) -> {
            if ((type == model.type() || classes(model).contains(type)) && wanted.isAssignableFrom(type)) {
                found.add(maker);
            }
        });
        return found;
    }

    private static List<Class<?>> classes(AggregateModel model) {
        return switch (model.shape()) {
            case ObjectModel object -> List.of(object.type());
            case Hierarchy hierarchy -> {
                List<Class<?>> all = new ArrayList<>();
                hierarchy.subtypes().forEach(one -> all.add(one.object().type()));
                yield all;
            }
        };
    }
}
