package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.HierarchyConfig;
import dev.keelson.work.mapping.SubtypeConfig;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.draft.Naming;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.PropertyDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tables of a joined hierarchy: one for what all classes have, one for each class below that adds properties. A property
 * belongs to the class that declares its field, or to the interface of the hierarchy that declares its accessor. Used by one
 * thread.
 */
final class Levels {

    /** A level's table, and its place. */
    private record Level(TableDraft table, int index) {}

    private final Place place;
    private final TableDraft base;
    private final Tables tables;
    private final BuildContext context;
    private final HierarchyConfig config;
    private final Map<Class<?>, Level> levels = new LinkedHashMap<>();

    Levels(Place place, TableDraft base, Tables tables, BuildContext context, HierarchyConfig config) {
        this.place = place;
        this.base = base;
        this.tables = tables;
        this.context = context;
        this.config = config;
    }

    /** The classes whose tables a concrete class's objects have rows in, besides the base: from the top down. */
    final class Extensions {

        private final Class<?> concrete;
        private final List<Level> used = new ArrayList<>();

        private Extensions(Class<?> concrete) {
            this.concrete = concrete;
            for (Class<?> configured : config.corrections().keySet()) {
                SubtypeConfig correction = config.correction(configured);
                if (correction != null && correction.table() != null && configured.isAssignableFrom(concrete)) {
                    use(level(configured)); // a table that was named exists, though the class may add nothing
                }
            }
        }

        /** Where the columns of this property lie: the place among the extensions, or {@link Property#OWN_ROW}. */
        int of(PropertyDraft draft) {
            Class<?> declaring = declaring(draft);
            return declaring == place.raw() ? Property.OWN_ROW : use(level(declaring));
        }

        private int use(Level level) {
            if (!used.contains(level)) {
                used.add(level);
            }
            return used.indexOf(level);
        }

        TableDraft table(int extension) {
            return extension == Property.OWN_ROW ? base : used.get(extension).table();
        }

        private Class<?> declaring(PropertyDraft draft) {
            Class<?> field = draft.field().getDeclaringClass();
            if (field.isAssignableFrom(place.raw())) {
                return place.raw();
            }
            return above(concrete)
                    .filter(type -> type.isInterface() && declares(type, draft.name()))
                    .findFirst()
                    .orElse(field);
        }

        private List<TableModel> complete(Map<Level, TableModel> models) {
            List<TableModel> extensions = new ArrayList<>();
            for (Level level : used) {
                TableModel model = models.get(level);
                if (model == null) {
                    throw new IllegalStateException(level.table().name() + " is not complete");
                }
                extensions.add(model);
            }
            return extensions;
        }
    }

    Extensions of(Class<?> concrete) {
        return new Extensions(concrete);
    }

    /** Ends all tables; from then on nothing is added. */
    Map<Extensions, List<TableModel>> complete(List<Extensions> concretes) {
        Map<Level, TableModel> models = new LinkedHashMap<>();
        Tables.Parent up = tables.parent(base);
        for (Level level : levels.values()) {
            List<Integer> key = IntStream.range(0, up.key().size()).boxed().toList();
            TableModel model =
                    new TableModel(level.index(), up.index(), level.table().rowType(key, -1, false), key, up.key(), -1);
            tables.complete(model);
            models.put(level, model);
        }
        Map<Extensions, List<TableModel>> extensions = new LinkedHashMap<>();
        concretes.forEach(concrete -> extensions.put(concrete, concrete.complete(models)));
        return extensions;
    }

    private Level level(Class<?> declaring) {
        Level known = levels.get(declaring);
        if (known != null) {
            return known;
        }
        SubtypeConfig correction = config.correction(declaring);
        String configured = correction == null ? null : correction.table();
        TableName name = configured == null
                ? new TableName(base.name().schema(), Naming.table(declaring))
                : TableName.of(configured);
        TableDraft table = new TableDraft(name, place.path(), context.faults(), context.live());
        List<Column> key = base.columns(tables.parent(base).key());
        List<Integer> columns = new ArrayList<>();
        key.forEach(column -> columns.add(table.add(column.name(), "", column.type(), false)));
        table.addForeignKey(new ForeignKey(
                columns, base.name(), key.stream().map(Column::name).toList(), true));
        Level level = new Level(table, tables.reserve());
        tables.announce(table, level.index(), columns);
        levels.put(declaring, level);
        return level;
    }

    /** The types of the hierarchy above a class, the highest first. */
    private Stream<Class<?>> above(Class<?> concrete) {
        List<Class<?>> above = new ArrayList<>();
        collect(concrete, above);
        return above.reversed().stream();
    }

    private void collect(Class<?> type, List<Class<?>> above) {
        if (type == null || !place.raw().isAssignableFrom(type)) {
            return;
        }
        above.add(type);
        collect(type.getSuperclass(), above);
        for (Class<?> face : type.getInterfaces()) {
            collect(face, above);
        }
    }

    private static boolean declares(Class<?> type, String accessor) {
        String getter = "get" + accessor.substring(0, 1).toUpperCase(Locale.ROOT) + accessor.substring(1);
        return Stream.of(type.getMethods())
                .anyMatch(method -> method.getParameterCount() == 0
                        && (method.getName().equals(accessor)
                                || method.getName().equals(getter)));
    }
}
