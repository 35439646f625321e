package dev.keelson.work.hydrate;

import dev.keelson.kernel.Ref;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.IdentifierModel;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an aggregate that is taken apart refers to: the identifiers that its rows hold for it. Used by one thread. */
final class Outgoing {

    private final AggregateModel model;
    private final Targets targets;

    Outgoing(AggregateModel model, Targets targets) {
        this.model = model;
        this.targets = targets;
    }

    @SuppressWarnings("ReferenceEquality") // the very judge
    boolean isJudgedBy(Targets judge) {
        return targets == judge;
    }

    /**
     * The identifier of the root that is referred to.
     *
     * @throws IllegalArgumentException if it must not be referred to
     */
    Object identifier(ReferenceContent reference, Object value) {
        Roots roots = reference.target().get();
        if (reference.onDemand()) {
            Object id = ((Ref<?>) value).id();
            Class<?> expected = MethodType.methodType(roots.first().identifier().type())
                    .wrap()
                    .returnType();
            if (!expected.isInstance(id)) {
                throw new IllegalArgumentException(
                        "is a Ref by a " + id.getClass().getSimpleName() + ", but "
                                + roots.type().getSimpleName() + " is identified by a " + expected.getSimpleName());
            }
            return id;
        }
        AggregateModel target = roots.member(value.getClass());
        if (target == null) {
            throw new IllegalArgumentException("refers to an object of a class that is no mapped root");
        }
        Object id = target.identifier().of(value);
        if (id == null) {
            throw new IllegalArgumentException("refers to a " + target.name() + " that has no identifier yet");
        }
        String fault = targets.fault(target, value, Dehydrator.keyOf(target, id));
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        return id;
    }

    /** Leaves a key as it stands where it leads to the same object, though the object's own key is spelled otherwise. */
    @SuppressWarnings("ReferenceEquality") // the very object
    void keepSpelling(ReferenceContent reference, Object value, RowDraft draft) {
        Row before = draft.before();
        if (reference.onDemand() || before == null || draft.holds(before, reference.columns())) {
            return;
        }
        AggregateModel first = reference.target().get().first();
        @Nullable Object[] key = first.keyHeld(before, reference.columns());
        if (key != null && targets.target(first, key) == value) {
            for (int column : reference.columns()) {
                draft.set(column, before.get(column));
            }
        }
    }

    /** The identifier of another entity of the aggregate. */
    Object identifier(SiblingContent sibling, Object value) {
        IdentifierModel identifier = sibling.target().get();
        Object id = identifier.of(value);
        if (id == null) {
            throw new IllegalArgumentException(
                    "refers to a " + value.getClass().getSimpleName() + " that has no identifier yet");
        }
        return id;
    }

    /** Every entity referred to must be in the aggregate. */
    void checkSiblings(AggregateRows rows, Dehydration dehydration) {
        for (int table : model.siblings()) {
            Set<Object> keys = new HashSet<>();
            rows.of(table).forEach(row -> keys.add(row.key()));
            for (int other = 0; other < rows.tables(); other++) {
                for (Row row : rows.of(other)) {
                    String property = dangling(row, table, keys);
                    if (property != null) {
                        throw dehydration.refuse(
                                row.type().path() + "." + property,
                                null,
                                "refers to an entity that is not in the aggregate",
                                null);
                    }
                }
            }
        }
    }

    private @Nullable String dangling(Row row, int table, Set<Object> keys) {
        return row.type().foreignKeys().stream()
                .filter(reference -> !reference.toParent()
                        && reference
                                .target()
                                .equals(model.tables().get(table).rowType().table())
                        && reference.columns().stream().noneMatch(column -> row.get(column) == null)
                        && !keys.contains(row.keyOf(reference.columns())))
                .findFirst()
                .map(reference -> row.type().column(reference.columns().get(0)).label())
                .orElse(null);
    }
}
