package dev.keelson.work.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mappings of all aggregates of one application. Immutable. */
public final class DomainModel {

    private final Map<Class<?>, AggregateModel> byType = new LinkedHashMap<>();

    public DomainModel(List<AggregateModel> aggregates) {
        for (AggregateModel aggregate : aggregates) {
            byType.put(aggregate.type(), aggregate);
        }
    }

    public Collection<AggregateModel> aggregates() {
        return List.copyOf(byType.values());
    }

    public Optional<AggregateModel> find(Class<?> type) {
        return Optional.ofNullable(byType.get(type));
    }
}
