package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.scan.Nearest;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The property that a path names, and where it lies. Immutable.
 *
 * @param label what messages call it, as "Order.shippingAddress.city"
 * @param owner the class that has it, the first of several
 * @param content where its value lies
 * @param table the table of the row that holds its columns
 * @param inJson the rest of the path, which leads on inside a JSON value; empty where there is none
 * @param outers what it lies in, the outermost first
 * @param partly the hierarchies on the way of which some classes have no such property
 * @param nullable whether its value may be absent
 */
@Internal
public record Located(
        String label,
        ObjectModel owner,
        Content content,
        TableModel table,
        List<String> inJson,
        List<Outer> outers,
        List<Partly> partly,
        boolean nullable) {

    public Located {
        inJson = List.copyOf(inJson);
        outers = List.copyOf(outers);
        partly = List.copyOf(partly);
    }

    /**
     * An embedded value that a property lies in.
     *
     * @param nullable whether it may be absent
     */
    public record Outer(String label, EmbeddedContent content, TableModel table, boolean nullable) {}

    /** A hierarchy of which some classes have a property: those with these discriminators. */
    public record Partly(TableModel table, int column, Set<Object> having) {

        /** That a row is of another class. */
        Condition isOther(RowSource row) {
            ColumnType type = table.rowType().column(column).type();
            List<Field<?>> values = new ArrayList<>();
            for (Object discriminator : having) {
                values.add(DSL.val(discriminator, ColumnBinding.of(type, "the discriminator")));
            }
            return row.column(table, column).notIn(values);
        }
    }

    /**
     * Where a property is looked for: in objects of a shape, whose rows are of a table.
     *
     * @param attempted what is to be done with it, as messages say it: "query by"
     */
    public record Start(
            AggregateModel model, TableModel table, Shape shape, Class<?> type, String label, String attempted) {

        /** One that is looked for to compare it. */
        Start(AggregateModel model, TableModel table, Shape shape, Class<?> type, String label) {
            this(model, table, shape, type, label, "query by");
        }
    }

    /**
     * Follows a path.
     *
     * @throws IllegalArgumentException if it names no property, or none that lies in columns of the same row
     */
    public static Located of(Start start, String path) {
        String[] names = path.split("\\.", -1);
        Shape shape = start.shape();
        Class<?> type = start.type();
        TableModel table = start.table();
        String label = start.label();
        List<Outer> outers = new ArrayList<>();
        List<Partly> partly = new ArrayList<>();
        for (int i = 0; ; i++) {
            Step step = step(start, shape, type, label, names[i], path);
            addPartly(shape, type, names[i], table, partly);
            label += "." + names[i];
            table = step.table() == null ? table : step.table();
            List<String> rest = List.of(names).subList(i + 1, names.length);
            if (rest.isEmpty() || isJson(step.content())) {
                return new Located(label, step.owner(), step.content(), table, rest, outers, partly, step.nullable());
            }
            if (!(step.content() instanceof EmbeddedContent embedded)) {
                throw elsewhere(start.attempted(), path, label, step.content(), rest);
            }
            outers.add(new Outer(label, embedded, table, step.nullable()));
            shape = embedded.shape();
            type = shape.type();
        }
    }

    /** The class that the property is declared of, Object where a type parameter stands for it. */
    Class<?> declared() {
        String name = label.substring(label.lastIndexOf('.') + 1);
        for (Class<?> at = owner.type(); at != null; at = at.getSuperclass()) {
            for (java.lang.reflect.Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return MethodType.methodType(field.getType()).wrap().returnType();
                }
            }
        }
        return Object.class;
    }

    private static void addPartly(Shape shape, Class<?> type, String name, TableModel table, List<Partly> partly) {
        if (shape instanceof Hierarchy hierarchy) {
            Set<Object> having = hierarchy.subtypes().stream()
                    .filter(subtype -> isMeant(subtype.object(), type) && has(subtype.object(), name))
                    .map(Hierarchy.Subtype::discriminator)
                    .collect(Collectors.toSet());
            if (having.size() < objects(shape, type).size()) {
                partly.add(new Partly(table, hierarchy.column(), having));
            }
        }
    }

    private static boolean isMeant(ObjectModel object, Class<?> type) {
        return type.isAssignableFrom(object.type());
    }

    private static boolean has(ObjectModel object, String name) {
        return object.properties().stream().anyMatch(property -> property.name().equals(name));
    }

    /** The names of the properties that objects of a shape have, which lead on from there. */
    static Set<String> names(Shape shape, Class<?> type) {
        Set<String> names = new LinkedHashSet<>();
        objects(shape, type).forEach(object -> object.properties().forEach(property -> names.add(property.name())));
        return names;
    }

    /** The only property of a class that wraps a collection. */
    static Optional<Property> wrapped(Shape shape) {
        return shape instanceof ObjectModel object
                        && object.properties().size() == 1
                        && !(object.properties().get(0).content() instanceof ColumnContent)
                ? Optional.of(object.properties().get(0))
                : Optional.empty();
    }

    /** What is wrong with a name that there is none of. */
    static IllegalArgumentException unknown(
            String attempted, String path, String label, String name, Set<String> known) {
        return new IllegalArgumentException(
                "Cannot " + attempted + " '" + path + "': " + label + " has no property '" + name
                        + "'" + Nearest.meant(name, known) + " It has "
                        + String.join(", ", known) + ".");
    }

    private static boolean isJson(Content content) {
        return content instanceof ScalarContent scalar
                && (scalar.type().kind() == Kind.JSON || scalar.type().kind() == Kind.JSONB);
    }

    /**
     * One step on the way.
     *
     * @param owner the class that has the property
     * @param table where the property lies in a further table of a joined hierarchy, else null
     */
    private record Step(
            ObjectModel owner, Content content, @Nullable TableModel table, boolean nullable) {

        private boolean isSame(Step other) {
            return Objects.equals(table, other.table) && place().equals(other.place());
        }

        private Object place() {
            return switch (content) {
                case ColumnContent columns -> ContentColumns.of(columns);
                case CollectionContent collection -> collection.table();
                case PartContent part -> part.table();
                case TreeContent tree -> tree.table();
                case RefsContent refs -> refs.path();
                case ParentContent parent -> "parent";
            };
        }
    }

    private static Step step(Start start, Shape shape, Class<?> type, String label, String name, String path) {
        List<Step> steps = new ArrayList<>();
        List<ObjectModel> having = objects(shape, type).stream()
                .filter(object -> has(object, name))
                .toList();
        for (ObjectModel object : having) {
            for (Property property : object.properties()) {
                if (property.name().equals(name)) {
                    steps.add(new Step(
                            object,
                            property.content(),
                            property.extension() == Property.OWN_ROW
                                    ? null
                                    : object.extensions().get(property.extension()),
                            property.nullable()));
                }
            }
        }
        if (steps.isEmpty()) {
            throw unknown(start.attempted(), path, label, name, names(shape, type));
        }
        if (!steps.stream().allMatch(steps.get(0)::isSame)) {
            String mend = label.equals(start.label()) && start.table().parent() < 0
                    ? having.stream()
                            .map(object -> "work.field(" + object.type().getSimpleName() + ".class, \"" + path + "\")")
                            .collect(Collectors.joining(" or ", "Name the class that is meant: ", "."))
                    : "Which is meant cannot be said here: ask for a property that all have in the same columns.";
            throw new IllegalArgumentException("Cannot " + start.attempted() + " '" + path + "': several classes of "
                    + label + " have a property '" + name + "', each in columns of its own. " + mend);
        }
        return steps.get(0);
    }

    private static List<ObjectModel> objects(Shape shape, Class<?> type) {
        return switch (shape) {
            case ObjectModel object -> List.of(object);
            case Hierarchy hierarchy ->
                hierarchy.subtypes().stream()
                        .map(Hierarchy.Subtype::object)
                        .filter(object -> isMeant(object, type))
                        .toList();
        };
    }

    private static IllegalArgumentException elsewhere(
            String attempted, String path, String label, Content content, List<String> rest) {
        String name = label.substring(label.indexOf('.') + 1);
        String inner = String.join(".", rest);
        String mend = content instanceof ReferenceContent
                ? "Ask the aggregate that it refers to: at(\"" + name + "\", other -> other.field(\"" + inner
                        + "\")...)"
                : content instanceof ColumnContent
                        ? "Compare " + label + " itself"
                        : "Ask for it there: any(\"" + name + "\", one -> one.field(\"" + inner + "\")...)";
        return new IllegalArgumentException("Cannot " + attempted + " '" + path + "': " + label
                + " has no properties in columns of the same row. " + mend + ".");
    }
}
