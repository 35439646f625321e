package dev.keelson.work.projection;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.model.Creator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record, made by its canonical constructor. Immutable. */
final class RecordPart implements Part {

    /**
     * A component of it.
     *
     * @param type its declared class
     * @param part what it is made of
     */
    record Component(String name, Class<?> type, Part part) {}

    private final String label;
    private final Class<?> type;
    private final Creator creator;
    private final Component[] components;
    private final boolean nested;

    /**
     * @param nested whether it is absent where all that it is made of is
     */
    RecordPart(String label, Class<?> type, Creator creator, List<Component> components, boolean nested) {
        this.label = label;
        this.type = type;
        this.creator = creator;
        this.components = components.toArray(Component[]::new);
        this.nested = nested;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public @Nullable Object of(@Nullable Object[] slots) {
        @Nullable Object[] arguments = new Object[components.length];
        boolean isThere = !nested;
        for (int i = 0; i < components.length; i++) {
            Component component = components[i];
            Object value = component.part().of(slots);
            isThere |= value != null && !(component.part() instanceof Counted);
            arguments[i] = component.type() == Optional.class ? Optional.ofNullable(value) : value;
        }
        if (!isThere) {
            return null;
        }
        requirePrimitives(arguments);
        try {
            return creator.create(arguments);
        } catch (RuntimeException refused) {
            throw new HydrationException(
                    type.getSimpleName(),
                    "",
                    null,
                    null,
                    "the constructor of " + type.getSimpleName() + " refused it",
                    refused);
        }
    }

    private void requirePrimitives(@Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            Component component = components[i];
            if (arguments[i] == null && component.type().isPrimitive()) {
                throw new HydrationException(
                        type.getSimpleName(),
                        component.name(),
                        null,
                        null,
                        "it is declared as " + component.type() + ", and "
                                + component.part().label() + " is absent; declare it as a class",
                        null);
            }
        }
    }
}
