package dev.keelson.work.mapping;

import dev.keelson.value.ColumnType;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Maps one aggregate, from its root down. Used by one thread, once. */
final class AggregateBuilder {

    private final Class<?> type;
    private final AggregateConfig<?> config;
    private final BuildContext context;
    private final Tables tables = new Tables();
    private final ObjectBuilder objects;

    AggregateBuilder(Class<?> type, AggregateConfig<?> config, BuildContext context) {
        this.type = type;
        this.config = config;
        this.context = context;
        this.objects = new CollectionBuilder(context, tables).objects();
    }

    /** The mapping, or empty where faults leave none. */
    Optional<AggregateModel> build() {
        if (!ClassScan.isPlainClass(type)) {
            context.faults()
                    .add(
                            type.getSimpleName(),
                            type.getName() + " is no concrete class of the application",
                            "map the class whose objects are the aggregate roots");
            return Optional.empty();
        }
        Optional<PropertyDraft> identifier = Identifiers.find(type, config.identifier());
        if (identifier.isEmpty()) {
            String configured = config.identifier();
            context.faults()
                    .add(
                            type.getSimpleName(),
                            configured == null
                                    ? "no identifier: no property is called 'id' or has the type "
                                            + type.getSimpleName() + "Id"
                                    : "no identifier: there is no property '" + configured + "'",
                            "name the property that identifies it: .id(\"...\")");
            return Optional.empty();
        }
        Optional<AggregateModel> model = root(identifier.get());
        checkPaths(config, type.getSimpleName());
        return model;
    }

    private Optional<AggregateModel> root(PropertyDraft identifier) {
        String table = config.table();
        TableName name = table == null ? new TableName(null, Naming.table(type)) : TableName.of(table);
        TableDraft root = new TableDraft(name, type.getSimpleName(), context.faults(), context.live());
        int index = tables.reserve();
        Place place = Place.ofRoot(type, config);
        Optional<ColumnContent> id = objects.identifier(identifier, place, root);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> key = IntStream.range(0, root.width()).boxed().toList();
        tables.announce(root, index, key);
        if (id.get() instanceof ScalarContent scalar) {
            References.Target target =
                    new References.Target(name, root.column(scalar.column()).name());
            context.identities().add(new References.Identity(identifier.valueType(), target));
        }
        Optional<ObjectModel> object =
                objects.object(place, root, Map.of(identifier.name(), id.get()), config.constructor());
        int version = version(root);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        tables.complete(new TableModel(index, -1, root.rowType(key, version), List.of(), List.of(), -1));
        Property property = object.get().properties().stream()
                .filter(candidate -> candidate.name().equals(identifier.name()))
                .findFirst()
                .orElseThrow();
        boolean reusable =
                !(id.get() instanceof ScalarContent scalar) || scalar.type().kind() != ColumnType.Kind.UUID;
        return Optional.of(new AggregateModel(
                object.get(), tables.list(), List.of(property), identifier.valueType(), id.get(), reusable));
    }

    private int version(TableDraft root) {
        String column = config.versionColumn();
        return column == null ? -1 : root.add(column, "", ColumnType.bigint(), false);
    }

    /** Every configured path must have led to a property. */
    private void checkPaths(ObjectConfig<?> configured, String path) {
        Map<String, Boolean> mapped = objects.mapped(configured);
        configured.properties().keySet().forEach(asked -> checkPath(path, asked, false, mapped));
        configured.collections().forEach((asked, elements) -> {
            checkPath(path, asked, true, mapped);
            if (mapped.containsKey(asked)) {
                checkPaths(elements, path + "." + asked);
            }
        });
    }

    private void checkPath(String path, String asked, boolean asCollection, Map<String, Boolean> mapped) {
        Boolean hasTable = mapped.get(asked);
        if (hasTable == null) {
            context.faults().add(path + "." + asked, "there is no such property", nearest(asked, mapped.keySet()));
        } else if (hasTable && !asCollection) {
            context.faults()
                    .add(
                            path + "." + asked,
                            "it is a collection with a table of its own, and is corrected as a property",
                            "write .children(\"" + asked + "\", ...) or .values(\"" + asked + "\", ...)");
        } else if (!hasTable && asCollection) {
            context.faults()
                    .add(
                            path + "." + asked,
                            "it lies in its object's own row, and is corrected as a collection",
                            "write .property(\"" + asked + "\", ...)");
        }
    }

    private static String nearest(String wrong, Collection<String> mapped) {
        return Nearest.of(wrong, mapped, name -> name)
                .map(name -> "did you mean '" + name + "'?")
                .orElse("known are: " + String.join(", ", new TreeSet<>(mapped)));
    }
}
