package dev.keelson.work.mapping;

import dev.keelson.work.row.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

    /**
     * What identifies an aggregate, known as soon as its identifier is mapped.
     *
     * @param type the class of the identifier
     * @param target where it lies
     */
    record Identity(Class<?> type, Target target) {}

    private final Map<Class<?>, Target> byIdentifier = new HashMap<>();

    static References none() {
        return new References();
    }

    static References to(List<Identity> identities) {
        References references = new References();
        Set<Class<?>> ambiguous = new HashSet<>();
        for (Identity identity : identities) {
            if (!ClassScan.isPlatform(identity.type())
                    && references.byIdentifier.putIfAbsent(identity.type(), identity.target()) != null) {
                ambiguous.add(identity.type());
            }
        }
        ambiguous.forEach(references.byIdentifier::remove);
        return references;
    }

    Optional<Target> find(Class<?> type) {
        return Optional.ofNullable(byIdentifier.get(type));
    }
}
