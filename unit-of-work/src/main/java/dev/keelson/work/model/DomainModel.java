package dev.keelson.work.model;

import dev.keelson.work.row.TableName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The mappings of all aggregates of one application. Immutable, thread-safe. */
public final class DomainModel {

    private final Map<Class<?>, AggregateModel> byConcrete = new LinkedHashMap<>();
    private final List<AggregateModel> aggregates;
    private final Map<Class<?>, Optional<Roots>> byType = new ConcurrentHashMap<>();

    public DomainModel(List<AggregateModel> aggregates) {
        this.aggregates = List.copyOf(aggregates);
        for (AggregateModel aggregate : aggregates) {
            switch (aggregate.shape()) {
                case ObjectModel object -> byConcrete.put(object.type(), aggregate);
                case Hierarchy hierarchy ->
                    hierarchy
                            .subtypes()
                            .forEach(subtype -> byConcrete.put(subtype.object().type(), aggregate));
            }
        }
    }

    public Collection<AggregateModel> aggregates() {
        return aggregates;
    }

    /** The mapping of roots of just this concrete class. */
    public Optional<AggregateModel> find(Class<?> concrete) {
        return Optional.ofNullable(byConcrete.get(concrete));
    }

    /** The aggregates whose roots lie in this table. */
    public Optional<Roots> rootsIn(TableName table) {
        return aggregates.stream()
                .filter(aggregate -> aggregate.root().table().equals(table))
                .findFirst()
                .map(aggregate -> new Roots(aggregate.type(), List.of(aggregate)));
    }

    /** Where aggregates of this type are, which may be a type above or within a hierarchy of roots. */
    public Optional<Roots> roots(Class<?> type) {
        Optional<Roots> known = byType.get(type);
        return known != null ? known : byType.computeIfAbsent(type, this::search);
    }

    private Optional<Roots> search(Class<?> type) {
        List<AggregateModel> members = byConcrete.entrySet().stream()
                .filter(root -> type.isAssignableFrom(root.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        boolean oneFamily =
                members.stream().map(AggregateModel::family).distinct().count() == 1;
        return oneFamily ? Optional.of(new Roots(type, members)) : Optional.empty();
    }
}
