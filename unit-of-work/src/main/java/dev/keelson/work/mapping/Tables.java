package dev.keelson.work.mapping;

import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.IdentifierModel;
import dev.keelson.work.model.Late;
import dev.keelson.work.model.TableModel;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of one aggregate while they are found, parents before their children. Used by one thread. */
final class Tables {

    /**
     * A table that others hang on.
     *
     * @param index its place among the aggregate's tables
     * @param key the positions of its key columns
     */
    record Parent(int index, List<Integer> key) {}

    /**
     * An entity with an identifier, whose row others of the aggregate may refer to.
     *
     * @param table its table
     * @param index the table's place
     * @param key the positions of its key columns
     * @param type the type of the identifier
     * @param identifier how it is identified, once its class is mapped
     */
    record EntityTable(TableDraft table, int index, List<Integer> key, Type type, Late<IdentifierModel> identifier) {}

    private final Class<?> root;
    private final List<TableModel> complete = new ArrayList<>();
    private final IdentityHashMap<TableDraft, Parent> announced = new IdentityHashMap<>();
    private final IdentityHashMap<TableDraft, List<Integer>> nodes = new IdentityHashMap<>();
    private final Map<Class<?>, EntityTable> entities = new HashMap<>();
    private final Map<Integer, CollectionContent> trees = new HashMap<>();
    private final Set<Integer> siblings = new HashSet<>();
    private int reserved;

    /**
     * @param root the registered class of the aggregate's root
     */
    Tables(Class<?> root) {
        this.root = root;
    }

    /** The registered class of the aggregate's root. */
    Class<?> root() {
        return root;
    }

    /** The next place in the order of tables. */
    int reserve() {
        return reserved++;
    }

    /** Makes the key of a table known, before its other columns are. */
    void announce(TableDraft table, int index, List<Integer> key) {
        announced.put(table, new Parent(index, key));
    }

    Parent parent(TableDraft table) {
        Parent parent = announced.get(table);
        if (parent == null) {
            throw new IllegalStateException("the key of " + table.name() + " is not known yet");
        }
        return parent;
    }

    /** Makes known where the entities of this class lie. */
    void announce(Class<?> entity, EntityTable table) {
        entities.putIfAbsent(entity, table);
    }

    /** Where entities of this class lie, or null where none have been mapped so far. */
    @Nullable
    EntityTable entity(Class<?> type) {
        return entities.get(type);
    }

    /** Makes a table a tree, whose nodes name their parent node in these columns. */
    void tree(TableDraft table, List<Integer> nodeColumns) {
        nodes.put(table, nodeColumns);
    }

    /** The columns that name the parent node, empty where the table is no tree. */
    List<Integer> nodeColumns(TableDraft table) {
        return nodes.getOrDefault(table, List.of());
    }

    /** Tells that others of the aggregate refer to entities of a table. */
    void refersTo(int index) {
        siblings.add(index);
    }

    Set<Integer> siblings() {
        return siblings;
    }

    void complete(TableModel table) {
        complete.add(table);
    }

    void complete(CollectionContent tree) {
        trees.put(tree.table().index(), tree);
    }

    Map<Integer, CollectionContent> trees() {
        return trees;
    }

    List<TableModel> list() {
        complete.sort(Comparator.comparingInt(TableModel::index));
        return List.copyOf(complete);
    }
}
