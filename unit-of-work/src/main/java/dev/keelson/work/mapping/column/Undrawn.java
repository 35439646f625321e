package dev.keelson.work.mapping.column;

import dev.keelson.work.mapping.Wrapper;
import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.FieldPath;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.scan.InitialValue;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which identifiers, besides null, an object has whose identifier the database is yet to make: 0 where it is a primitive or
 * wraps one, and what the class gives the field at first. Used by one thread.
 */
public final class Undrawn {

    private final BuildContext context;

    public Undrawn(BuildContext context) {
        this.context = context;
    }

    /**
     * Their column values.
     *
     * @param identifier the properties that lead to the identifier
     * @param fields the same in the built model
     */
    public Set<Long> values(List<PropertyDraft> identifier, Shape shape, FieldPath fields, ScalarContent content) {
        PropertyDraft last = identifier.get(identifier.size() - 1);
        Set<Long> undrawn = new HashSet<>();
        if (isPrimitive(last.type(), 0)) {
            undrawn.add(0L);
        }
        for (ObjectModel object : Walk.objects(shape)) {
            initial(object, fields, content).ifPresent(undrawn::add);
        }
        InitialValue.of(last.field())
                .flatMap(number -> column(boxed(last.valueType(), number), content))
                .ifPresent(undrawn::add);
        return undrawn;
    }

    /** Whether a value cannot be absent, and is 0 instead. */
    private boolean isPrimitive(Type type, int depth) {
        Class<?> raw = Types.raw(type);
        if (raw.isPrimitive()
                || depth > Scalars.DEEPEST
                || context.scalars().converterOf(type).isPresent()) {
            return raw.isPrimitive();
        }
        Optional<Wrapper> wrapper = context.scalars().wrapperOf(type);
        if (wrapper.isPresent()) {
            return isPrimitive(wrapper.get().wrapped(), depth + 1);
        }
        List<PropertyDraft> components = raw.getName().startsWith("java.") ? List.of() : context.properties(type);
        return components.size() == 1 && isPrimitive(components.get(0).type(), depth + 1);
    }

    /** What an object has that its class makes of nothing, provided that it is the same each time. */
    private static Optional<Long> initial(ObjectModel object, FieldPath fields, ScalarContent content) {
        if (!object.creator().parameters().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Long> one = column(fields.get(object.creator().create(new Object[0])), content);
            Optional<Long> other = column(fields.get(object.creator().create(new Object[0])), content);
            return one.equals(other) ? one : Optional.empty();
        } catch (RuntimeException refused) {
            return Optional.empty(); // what cannot be made of nothing will be told by a load
        }
    }

    private static Optional<Long> column(@Nullable Object value, ScalarContent content) {
        try {
            return value != null && content.toColumn(value) instanceof Number number
                    ? Optional.of(number.longValue())
                    : Optional.empty();
        } catch (RuntimeException unfit) {
            return Optional.empty(); // no column has it, so that nobody can take it for an identifier
        }
    }

    /** A number as the class of a field has it, or null where that is none. */
    private static @Nullable Object boxed(Class<?> type, long number) {
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        if (boxed == Long.class) {
            return number;
        }
        if (boxed == Integer.class) {
            return (int) number;
        }
        return boxed == Short.class ? (Object) (short) number : null;
    }
}
