package dev.keelson.work.mapping.column;

import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.mapping.draft.Naming;
import dev.keelson.work.mapping.draft.Paths;
import dev.keelson.work.mapping.reference.Links;
import dev.keelson.work.mapping.reference.References;
import dev.keelson.work.mapping.reference.RootTypes;
import dev.keelson.work.scan.ClassRules;
import dev.keelson.work.scan.ClassScan;
import dev.keelson.work.scan.CreatorFinder;
import dev.keelson.work.scan.Faults;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * What every builder needs while one model is built. Used by one thread.
 *
 * @param faults where faults go
 * @param live what the database says of columns
 * @param references which identifier refers to which aggregate
 * @param identities takes what identifies each aggregate, as it is found
 * @param roots the classes of all aggregate roots
 * @param scalars which types lie in one column
 * @param rules which fields are persistent
 * @param foreignKeys whether references between aggregates get foreign keys
 * @param links takes what can be bound only when all aggregates are mapped
 * @param paths takes which properties were mapped
 * @param strictTime whether no time is cut
 */
public record BuildContext(
        Faults faults,
        LiveColumns live,
        References references,
        List<References.Identity> identities,
        RootTypes roots,
        Scalars scalars,
        ClassRules rules,
        boolean foreignKeys,
        Links links,
        Paths paths,
        boolean strictTime) {

    public CreatorFinder creators() {
        return new CreatorFinder(faults);
    }

    public List<PropertyDraft> properties(Type type) {
        return ClassScan.properties(type, rules);
    }

    /** The aggregate that a value of this type identifies; what was said of its property goes first. */
    public Optional<References.Identity> identified(Type type, PropertyConfig correction) {
        Class<?> said = correction.references();
        return said == null ? references.find(scalars.meaning(type)) : references.ofRoot(said);
    }

    /** The root that a property of this type holds, if it holds one. */
    public Optional<Class<?>> rootOf(Type type) {
        return roots.rootOf(Types.raw(type));
    }

    /** The column of a property: a reference ends in {@code _id}. */
    static String columnName(String property, boolean reference) {
        String column = Naming.snake(property);
        return reference && !column.endsWith("_id") ? column + "_id" : column;
    }
}
