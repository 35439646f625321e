package dev.keelson.work.mapping;

import java.util.List;
import java.util.Set;

/**
 * What every builder needs while one model is built. Used by one thread.
 *
 * @param faults where faults go
 * @param live what the database says of columns
 * @param references which identifier refers to which aggregate
 * @param identities takes what identifies each aggregate, as it is found
 * @param roots the classes of all aggregate roots
 * @param scalars which types lie in one column
 */
record BuildContext(
        Faults faults,
        LiveColumns live,
        References references,
        List<References.Identity> identities,
        Set<Class<?>> roots,
        Scalars scalars) {

    CreatorFinder creators() {
        return new CreatorFinder(faults);
    }

    /** The column of a property: a reference ends in {@code _id}. */
    String columnName(String property, boolean reference) {
        String column = Naming.snake(property);
        return reference && !column.endsWith("_id") ? column + "_id" : column;
    }
}
