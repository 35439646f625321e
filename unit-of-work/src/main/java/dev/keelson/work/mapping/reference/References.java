package dev.keelson.work.mapping.reference;

import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.ClassScan;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which class identifies which aggregate, so that a property of that class is a reference to it. Classes of the JDK and
 * classes that identify two aggregates refer to none by themselves. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Foreign Key Mapping (236).
 */
public final class References {

    /**
     * What identifies an aggregate, known as soon as its identifier is mapped.
     *
     * @param root the registered class of the root
     * @param type the type of the identifier
     * @param meaning the class that a reference to it has
     * @param correction how the identifier was corrected, which holds for references too
     * @param table the root's table, or null where each class of the root's hierarchy has one of its own
     * @param key the columns of the table's key
     */
    public record Identity(
            Class<?> root,
            Type type,
            Class<?> meaning,
            PropertyConfig correction,
            @Nullable TableName table,
            List<Column> key) {}

    private final Map<Class<?>, Identity> byMeaning = new HashMap<>();
    private final Map<Class<?>, Identity> byRoot = new HashMap<>();

    public static References none() {
        return new References();
    }

    public static References to(List<Identity> identities) {
        References references = new References();
        Set<Class<?>> ambiguous = new HashSet<>();
        for (Identity identity : identities) {
            Identity known = references.byRoot.putIfAbsent(identity.root(), identity);
            if (known == null
                    && !ClassScan.isPlatform(identity.meaning())
                    && references.byMeaning.putIfAbsent(identity.meaning(), identity) != null) {
                ambiguous.add(identity.meaning());
            }
        }
        ambiguous.forEach(references.byMeaning::remove);
        return references;
    }

    /** The aggregate that values of this class identify. */
    public Optional<Identity> find(Class<?> meaning) {
        return Optional.ofNullable(byMeaning.get(meaning));
    }

    /** What identifies the aggregate of this registered root. */
    public Optional<Identity> ofRoot(Class<?> root) {
        return Optional.ofNullable(byRoot.get(root));
    }
}
