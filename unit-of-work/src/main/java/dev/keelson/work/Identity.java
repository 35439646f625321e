package dev.keelson.work;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.model.AggregateModel;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Identifiers as the application gives them, checked before anything is asked of the database. */
final class Identity {

    private Identity() {}

    /**
     * The key of this identifier.
     *
     * @throws IllegalArgumentException if it is null or of another class than the aggregate's identifiers
     */
    static @Nullable Object[] key(Dehydrator dehydrator, AggregateModel model, @Nullable Object id) {
        Class<?> expected = model.identifierType();
        if (id == null) {
            throw new IllegalArgumentException("Cannot find " + model.name()
                    + ": the identifier is null; an object of type " + expected.getSimpleName() + " is expected.");
        }
        if (!wrapper(expected).isInstance(id)) {
            throw new IllegalArgumentException("Cannot find " + model.name() + ": its identifiers are of type "
                    + expected.getName() + ", and a " + id.getClass().getName() + " was given.");
        }
        return dehydrator.key(model, id);
    }

    private static Class<?> wrapper(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    static MappingException notDatabaseMade(AggregateModel model) {
        return new MappingException(List.of(new MappingException.Fault(
                model.identifierPath(),
                "its identifiers are made by the application, so there is no next one to draw from the database",
                "Make it in the domain: new " + model.identifierType().getSimpleName() + "(UuidV7.next())")));
    }
}
