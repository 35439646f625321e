package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entities of one aggregate that others of it refer to: set once all of them exist. Used by one thread. */
final class Siblings {

    /** A reference that waits for its target. */
    private record Waiting(Object holder, Property property, SiblingContent content, Row row, String path) {}

    private final AggregateModel model;
    private final Map<Integer, Map<Object, Object>> byKey = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    Siblings(AggregateModel model) {
        this.model = model;
    }

    /** Takes an entity that was made of a row. */
    void made(TableModel table, Row row, Object entity) {
        if (model.siblings().contains(table.index())) {
            byKey.computeIfAbsent(table.index(), unused -> new HashMap<>()).put(row.key(), entity);
        }
    }

    /** Takes a reference that is to be set. */
    void refers(Object holder, Property property, SiblingContent content, Row row, String path) {
        waiting.add(new Waiting(holder, property, content, row, path));
    }

    /** Sets all references. */
    void bind(Row root) {
        for (Waiting one : waiting) {
            Object key = one.row().keyOf(one.content().columns());
            Object target = byKey.getOrDefault(one.content().table(), Map.of()).get(key);
            if (target == null) {
                throw new HydrationException(
                        model.name(),
                        one.path(),
                        one.row().type().column(one.content().columns().get(0)).name(),
                        root.key(),
                        "it refers to an entity that is not in the aggregate",
                        null);
            }
            one.property().accessor().set(one.holder(), one.property().wrapped() ? Optional.of(target) : target);
        }
    }
}
