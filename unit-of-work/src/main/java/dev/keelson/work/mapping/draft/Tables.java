package dev.keelson.work.mapping.draft;

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
public final class Tables {

    /**
     * A table that others hang on.
     *
     * @param index its place among the aggregate's tables
     * @param key the positions of its key columns
     */
    public record Parent(int index, List<Integer> key) {}

    /**
     * An entity with an identifier, whose row others of the aggregate may refer to.
     *
     * @param table its table
     * @param index the table's place
     * @param key the positions of its key columns
     * @param type the type of the identifier
     * @param identifier how it is identified, once its class is mapped
     */
    public record EntityTable(
            TableDraft table, int index, List<Integer> key, Type type, Late<IdentifierModel> identifier) {}

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
    public Tables(Class<?> root) {
        this.root = root;
    }

    /** The registered class of the aggregate's root. */
    public Class<?> root() {
        return root;
    }

    /** The next place in the order of tables. */
    public int reserve() {
        return reserved++;
    }

    /** Makes the key of a table known, before its other columns are. */
    public void announce(TableDraft table, int index, List<Integer> key) {
        announced.put(table, new Parent(index, key));
    }

    public Parent parent(TableDraft table) {
        Parent parent = announced.get(table);
        if (parent == null) {
            throw new IllegalStateException("the key of " + table.name() + " is not known yet");
        }
        return parent;
    }

    /** Makes known where the entities of this class lie. */
    public void announce(Class<?> entity, EntityTable table) {
        entities.putIfAbsent(entity, table);
    }

    /** Where entities of this class lie, or null where none have been mapped so far. */
    public @Nullable EntityTable entity(Class<?> type) {
        return entities.get(type);
    }

    /** Makes a table a tree, whose nodes name their parent node in these columns. */
    public void tree(TableDraft table, List<Integer> nodeColumns) {
        nodes.put(table, nodeColumns);
    }

    /** The columns that name the parent node, empty where the table is no tree. */
    public List<Integer> nodeColumns(TableDraft table) {
        return nodes.getOrDefault(table, List.of());
    }

    /** Tells that others of the aggregate refer to entities of a table. */
    public void refersTo(int index) {
        siblings.add(index);
    }

    public Set<Integer> siblings() {
        return siblings;
    }

    public void complete(TableModel table) {
        complete.add(table);
    }

    public void complete(CollectionContent tree) {
        trees.put(tree.table().index(), tree);
    }

    public Map<Integer, CollectionContent> trees() {
        return trees;
    }

    public List<TableModel> list() {
        complete.sort(Comparator.comparingInt(TableModel::index));
        return List.copyOf(complete);
    }
}
