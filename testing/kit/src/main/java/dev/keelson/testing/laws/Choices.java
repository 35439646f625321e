package dev.keelson.testing.laws;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Column;
import java.lang.reflect.Field;
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
import java.util.stream.Stream;
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

    /** Whether there is something at a path, as "Order.lines.price". */
    static boolean has(AggregateModel model, Policies policies, String path) {
        List<String> steps = List.of(path.split("\\."));
        boolean isColumn = model.tables().stream()
                .map(table -> table.rowType())
                .anyMatch(type -> Stream.concat(
                                type.columns().stream().map(Column::name),
                                policies.rule(type).columns().stream().map(PolicyColumn::name))
                        .anyMatch(column -> path.equals(type.path() + "." + column)));
        return isColumn || (steps.get(0).equals(model.name()) && has(model, model.shape(), steps, 1));
    }

    private static boolean has(AggregateModel model, Shape shape, List<String> steps, int from) {
        if (from == steps.size()) {
            return true;
        }
        String step = steps.get(from);
        List<ObjectModel> types = switch (shape) {
            case ObjectModel object -> List.of(object);
            case Hierarchy hierarchy ->
                hierarchy.subtypes().stream().map(Hierarchy.Subtype::object).toList();
        };
        boolean isLast = from == steps.size() - 1;
        return (isLast && step.equals("class") && shape instanceof Hierarchy)
                || types.stream()
                        .anyMatch(type -> (isLast && isField(type.type(), step))
                                || type.properties().stream()
                                        .anyMatch(one ->
                                                one.name().equals(step) && has(model, one.content(), steps, from + 1)));
    }

    private static boolean has(AggregateModel model, Content content, List<String> steps, int from) {
        return from == steps.size()
                || switch (content) {
                    case EmbeddedContent embedded -> has(model, embedded.shape(), steps, from);
                    case PartContent part -> has(model, part.element(), steps, from);
                    case TreeContent tree -> has(model, model.tree(tree.table()), steps, from);
                    case CollectionContent collection ->
                        Set.of("size", "key").contains(steps.get(from))
                                || has(model, collection.element(), steps, from);
                    default -> false;
                };
    }

    private static boolean isField(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return true;
                }
            }
        }
        return false;
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
