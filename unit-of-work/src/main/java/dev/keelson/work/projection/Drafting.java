package dev.keelson.work.projection;

import dev.keelson.kernel.Path;
import dev.keelson.value.ColumnType;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.Creator;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.projection.RecordPart.Component;
import dev.keelson.work.query.Selected;
import dev.keelson.work.query.Selected.Plain;
import dev.keelson.work.query.Selected.Value;
import dev.keelson.work.query.SelectedPaths;
import dev.keelson.work.scan.ClassScan;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The drafting of one projection: of each component of a record, what it is made of. Used by one thread, once. */
final class Drafting {

    /** So many records may lie within each other. */
    private static final int DEPTH = 20;

    private final Roots roots;
    private final Hydrator hydrator;
    private final SelectedPaths paths;
    private final List<Field<?>> fields = new ArrayList<>();
    private final List<ColumnType> types = new ArrayList<>();

    Drafting(Roots roots, Hydrator hydrator, SelectedPaths paths) {
        this.roots = roots;
        this.hydrator = hydrator;
        this.paths = paths;
    }

    <R> Projection<R> projection(Class<R> type) {
        if (!type.isRecord()) {
            throw refused(
                    type, "it is no record. Declare one whose components are called as the properties that they take");
        }
        RecordPart record = record(type, "", false, 0);
        return new Projection<>(type, record, fields, types, paths.joins());
    }

    private RecordPart record(Class<?> type, String from, boolean nested, int depth) {
        if (depth > DEPTH) {
            throw refused(type, "it holds itself, so that there is no end of it");
        }
        List<Component> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.add(new Component(component.getName(), component.getType(), part(component, from, depth)));
        }
        if (components.isEmpty()) {
            throw refused(type, "it has no component. Declare one");
        }
        return new RecordPart(from.isEmpty() ? type.getSimpleName() : from, type, creator(type), components, nested);
    }

    private static Creator creator(Class<?> type) {
        Class<?>[] parameters = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return new Creator(
                    ClassScan.lookup(type).findConstructor(type, MethodType.methodType(void.class, parameters)),
                    IntStream.range(0, parameters.length).boxed().toList());
        } catch (IllegalAccessException closed) {
            throw new IllegalArgumentException(
                    "Cannot make a " + type.getName() + ": its module keeps it closed. " + ClassScan.opensLine(type),
                    closed);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type + " has no canonical constructor", impossible);
        }
    }

    private Part part(RecordComponent component, String from, int depth) {
        Path named = component.getAnnotation(Path.class);
        String own = named == null ? component.getName() : named.value();
        Class<?> wanted = wanted(component);
        if (own.isEmpty() && wanted.isRecord()) {
            return record(wanted, from, false, depth + 1);
        }
        String path = from.isEmpty() ? own : from + "." + own;
        Selected selected = selected(component, path);
        Part part = selected == null ? null : part(selected, wanted);
        if (part != null) {
            return part;
        }
        if (wanted.isRecord() && !(selected instanceof Plain)) {
            return record(wanted, path, true, depth + 1);
        }
        throw refused(
                component.getDeclaringRecord(),
                "its component '" + component.getName() + "' is of " + wanted.getSimpleName() + ", and "
                        + (selected == null
                                ? path + " is an object in a row of its own. Take a property of it, @Path(\"" + path
                                        + ".<property>\"), or declare a record of some"
                                : selected.label() + " gives " + given(selected) + ". Declare it so"));
    }

    private @Nullable Selected selected(RecordComponent component, String path) {
        try {
            return paths.select(path);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "Cannot project " + roots.type().getSimpleName() + " as "
                            + component.getDeclaringRecord().getSimpleName() + ", whose component '"
                            + component.getName() + "' takes \"" + path + "\". " + refused.getMessage(),
                    refused);
        }
    }

    /** The class that a component is to be of, without what may wrap it. */
    private static Class<?> wanted(RecordComponent component) {
        boolean isOptional = component.getType() == Optional.class;
        if (isOptional
                && component.getGenericType() instanceof ParameterizedType optional
                && optional.getActualTypeArguments()[0] instanceof Class<?> inner) {
            return inner;
        }
        return isOptional ? Object.class : boxed(component.getType());
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private @Nullable Part part(Selected selected, Class<?> wanted) {
        return switch (selected) {
            case Plain plain -> plain(plain, wanted);
            case Value value -> value(value, wanted);
        };
    }

    private @Nullable Part plain(Plain plain, Class<?> wanted) {
        Class<?> read = plain.type().javaType();
        UnaryOperator<Object> as = wanted.isAssignableFrom(read)
                ? UnaryOperator.identity()
                : read == Long.class && wanted == Integer.class ? number -> Math.toIntExact((Long) number) : null;
        if (as == null) {
            return null;
        }
        int slot = slot(plain.field(), plain.type());
        return read == Long.class
                ? new Part.Counted(plain.label(), slot, as)
                : new Part.OfColumn(plain.label(), null, slot, as::apply);
    }

    private @Nullable Part value(Value value, Class<?> wanted) {
        return switch (value.content()) {
            case ScalarContent scalar -> scalar(value, scalar, wanted);
            case ReferenceContent reference -> value(value.unwrapped(reference.identifier()), wanted);
            case SiblingContent sibling -> value(value.unwrapped(sibling.identifier()), wanted);
            case WrappedContent wrapped ->
                value.declared() != Object.class && wanted.isAssignableFrom(value.declared())
                        ? several(value)
                        : value(value.unwrapped(wrapped.inner()), wanted);
            case EmbeddedContent embedded ->
                wanted.isAssignableFrom(embedded.shape().type()) ? several(value) : null;
            case ConvertedContent converted -> wanted.isAssignableFrom(value.declared()) ? several(value) : null;
        };
    }

    /** A value of one column is given as that of the domain, or as the column's own. */
    private @Nullable Part scalar(Value value, ScalarContent scalar, Class<?> wanted) {
        String column = value.table().rowType().column(scalar.column()).name();
        Class<?> ofDomain = boxed(scalar.converter().valueType());
        boolean isPlain = !wanted.isAssignableFrom(ofDomain);
        if (isPlain && !wanted.isAssignableFrom(scalar.type().javaType())) {
            return null;
        }
        int slot = slot(value.columns().get(0), scalar.type());
        return new Part.OfColumn(value.label(), column, slot, isPlain ? read -> read : scalar.converter()::fromColumn);
    }

    private Part several(Value value) {
        List<Integer> positions = value.positions();
        int[] own = new int[positions.size()];
        for (int n = 0; n < own.length; n++) {
            own[n] = slot(
                    value.columns().get(n),
                    value.table().rowType().column(positions.get(n)).type());
        }
        Selected.Absence absence = value.absence();
        int told = absence == null || absence.told() == null ? -1 : slot(absence.told(), keyType(value));
        return new SeveralColumns(value, own, told, hydrator);
    }

    private static ColumnType keyType(Value value) {
        return value.table()
                .rowType()
                .column(value.table().rowType().keyColumn(0))
                .type();
    }

    private int slot(Field<?> field, ColumnType type) {
        for (int slot = 0; slot < fields.size(); slot++) {
            if (fields.get(slot).equals(field) && types.get(slot).equals(type)) {
                return slot;
            }
        }
        fields.add(field);
        types.add(type);
        return fields.size() - 1;
    }

    private static String given(Selected selected) {
        return switch (selected) {
            case Plain plain -> plain.type().javaType() == Long.class ? "an int or a long" : "a String";
            case Value value -> given(value);
        };
    }

    private static String given(Value value) {
        return switch (value.content()) {
            case ScalarContent scalar -> {
                String ofDomain = scalar.converter().valueType().getSimpleName();
                String plain = scalar.type().javaType().getSimpleName();
                yield ofDomain.equals(plain) ? "a " + plain : "a " + ofDomain + " or a " + plain;
            }
            case EmbeddedContent embedded -> "a " + embedded.shape().type().getSimpleName();
            case ReferenceContent reference -> given(value.unwrapped(reference.identifier()));
            case SiblingContent sibling -> given(value.unwrapped(sibling.identifier()));
            case WrappedContent wrapped -> "a " + value.declared().getSimpleName();
            case ConvertedContent converted -> "a " + value.declared().getSimpleName();
        };
    }

    private IllegalArgumentException refused(Class<?> type, String problem) {
        return new IllegalArgumentException("Cannot project " + roots.type().getSimpleName() + " as "
                + type.getSimpleName() + ": " + problem + ".");
    }
}
