package dev.keelson.work.mapping;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which class identifies which aggregate, so that a property of that class is a reference to it. Classes of the JDK and
 * classes that identify two aggregates refer to none. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Foreign Key Mapping (236).
 */
final class References {

    /**
     * What a reference points to.
     *
     * @param table the root's table
     * @param keyColumn the column of its identifier
     */
    record Target(TableName table, String keyColumn) {}

    private final Map<Class<?>, Target> byIdentifier = new HashMap<>();

    static References none() {
        return new References();
    }

    static References to(Collection<AggregateModel> aggregates) {
        References references = new References();
        Set<Class<?>> ambiguous = new HashSet<>();
        for (AggregateModel aggregate : aggregates) {
            Class<?> type = aggregate.identifierType();
            if (ClassScan.isPlatform(type) || !(aggregate.identifierContent() instanceof ScalarContent scalar)) {
                continue;
            }
            RowType root = aggregate.root();
            Target target =
                    new Target(root.table(), root.column(scalar.column()).name());
            if (references.byIdentifier.putIfAbsent(type, target) != null) {
                ambiguous.add(type);
            }
        }
        ambiguous.forEach(references.byIdentifier::remove);
        return references;
    }

    Optional<Target> find(Class<?> type) {
        return Optional.ofNullable(byIdentifier.get(type));
    }
}
