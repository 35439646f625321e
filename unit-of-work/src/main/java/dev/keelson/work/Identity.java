package dev.keelson.work;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.AggregateModel.IdSequence;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers: as the application gives them, checked before anything is asked of the database, and as the database makes
 * them.
 *
 * <p>Source: Fowler, PoEAA, Identity Field (216).
 */
final class Identity {

    private Identity() {}

    /**
     * The key of this identifier.
     *
     * @throws IllegalArgumentException if it is null or of another class than the aggregates' identifiers
     */
    static @Nullable Object[] key(Dehydrator dehydrator, Roots roots, @Nullable Object id) {
        String name = roots.type().getSimpleName();
        Class<?> expected = roots.first().identifier().type();
        if (id == null) {
            throw new IllegalArgumentException("Cannot find " + name + ": the identifier is null; an object of type "
                    + expected.getSimpleName() + " is expected.");
        }
        if (!wrapper(expected).isInstance(id)) {
            throw new IllegalArgumentException("Cannot find " + name + ": its identifiers are of type "
                    + expected.getName() + ", and a " + id.getClass().getName() + " was given.");
        }
        return dehydrator.key(roots.first(), id);
    }

    private static Class<?> wrapper(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /**
     * The identifier of an aggregate. Where the database makes identifiers and it has none yet, the next one is drawn and
     * set.
     *
     * @throws UnstorableValueException if it is null and cannot be set
     */
    static Object of(Engine engine, AggregateModel model, Object aggregate) {
        if (model.sequence() != null && model.identifier().of(aggregate) == null) {
            Object next = next(engine, model);
            if (!model.identifier().fields().set(aggregate, next)) {
                throw new UnstorableValueException(
                        model.identifier().path(),
                        null,
                        model.identifier().type().getSimpleName(),
                        "its field is final and holds null, so the identifier that the database makes cannot be set;"
                                + " draw it before the aggregate is constructed: work.nextId(" + model.name()
                                + ".class)",
                        null);
            }
        }
        return engine.dehydrator().identifier(model, aggregate);
    }

    /**
     * The next identifier that the database makes.
     *
     * @throws MappingException if it makes none for such aggregates
     */
    static Object next(Engine engine, AggregateModel model) {
        IdSequence sequence = model.sequence();
        if (sequence == null) {
            throw notDatabaseMade(model);
        }
        RowType root = model.root();
        int column = root.keyColumn(0);
        @Nullable Object[] values = new Object[root.width()];
        values[column] = root.column(column).type().fit(engine.ids().next(model, sequence));
        return engine.hydrator().identifier(model, model.identifier().content(), new Row(root, values));
    }

    private static MappingException notDatabaseMade(AggregateModel model) {
        return new MappingException(List.of(new MappingException.Fault(
                model.identifier().path(),
                "its identifiers are made by the application, so there is no next one to draw from the database",
                "Make it in the domain: new "
                        + model.identifier().type().getSimpleName()
                        + "(UuidV7.next()); or say databaseIds() in its mapping")));
    }
}
