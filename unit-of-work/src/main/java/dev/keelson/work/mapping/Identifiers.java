package dev.keelson.work.mapping;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which property identifies an entity: the one configured, else {@code id}, else the one whose type is named after the
 * entity, as {@code OrderId} for {@code Order}.
 *
 * <p>Source: Fowler, PoEAA, Identity Field (216).
 */
final class Identifiers {

    private Identifiers() {}

    static Optional<PropertyDraft> find(Class<?> type, @Nullable String configured) {
        List<PropertyDraft> properties = ClassScan.properties(type);
        if (configured != null) {
            return properties.stream()
                    .filter(property -> property.name().equals(configured))
                    .findFirst();
        }
        return properties.stream()
                .filter(property -> property.name().equals("id"))
                .findFirst()
                .or(() -> properties.stream()
                        .filter(property -> property.valueType().getSimpleName().equals(type.getSimpleName() + "Id"))
                        .findFirst());
    }
}
